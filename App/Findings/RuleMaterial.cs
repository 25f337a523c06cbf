using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings;

/// <summary>Gathers what rules are asked about from the store. Logged reads stream past and are added up: memory does not grow with the logs.</summary>
public static class RuleMaterial
{
    public static async Task<RuleContext> GatherAsync(
        ActiveSnapshot active,
        EstateView view,
        CancellationToken cancellationToken
    )
    {
        var snapshot = view.Facts.Snapshot;
        var records = active.GovernanceAsync(snapshot, cancellationToken);
        var lineage = active.LineageAsync(snapshot, cancellationToken);
        var gaps = active.NumberGapsAsync(snapshot, cancellationToken);
        var changed = active.ChangedAsync(snapshot, snapshot.FactsFrom, view.Facts.At, cancellationToken);
        var governance = await records;
        var context = new RuleContext(
            view.Index,
            view.Groups,
            governance,
            await lineage,
            ChangesBefore.Of(snapshot, await changed)
        )
        {
            Memberships = AskedAbout(view, governance, await active.MembershipsAsync(snapshot, cancellationToken)),
            NumberGaps = await gaps,
            ColumnsRead = await active.ColumnsReadAsync(
                snapshot,
                CapturedFields.Tables(view.Index, governance),
                view.Facts.At,
                cancellationToken
            ),
        };
        var book = new UseBook(context);
        await active.EachReadAsync(snapshot, context.Now, book.Add, cancellationToken);
        return context.With(book.Close());
    }

    // Of a million memberships only those count that lead into a declared audience or that of a dashboard: the rest is not kept while rules run.
    private static ImmutableArray<HeldFact<Membership>> AskedAbout(
        EstateView view,
        GovernanceHistory records,
        ImmutableArray<HeldFact<Membership>> memberships
    ) =>
        new LeadingMemberships(
            records
                .IntendedAccess.Select(declared => declared.Value.PrincipalOrRule)
                .Concat(records.AccessExceptions.Select(exception => exception.Value.Principal))
                .Select(text => PrincipalId.TryParse(text, out var id) ? id : (PrincipalId?)null)
                .OfType<PrincipalId>()
                .Concat(view.Facts.Dashboards.SelectMany(dashboard => dashboard.Audience ?? [])),
            memberships.Select(held => held.Value)
        ).Of(memberships);
}
