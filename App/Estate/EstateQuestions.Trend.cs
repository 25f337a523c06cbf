using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>How exposure went over a time, what moved it, and which grants uphold it.</summary>
public sealed partial class EstateQuestions
{
    private const int MostInstants = 400;
    private const int TrendDays = 30;
    private const long MostLooks = 400_000; // tables x grants: some minutes

    /// <summary>Exposure of a scope at instants between two others, both included.</summary>
    /// <param name="from">Null: 30 days before the end, or since the facts are known.</param>
    /// <param name="to">Null: the picture's instant.</param>
    /// <param name="step">Between two instants; more than nothing.</param>
    /// <exception cref="NoAnswerException">There is no such scope, the stretch is outside of what the snapshot knows, or holds too many instants.</exception>
    public async Task<TrendAnswer> TrendAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        DateTimeOffset? from,
        DateTimeOffset? to,
        TimeSpan step,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        if (asked.Kind == ScopeKind.Person)
        {
            RolePermissions.Demand(user, AppAction.ViewAccess);
        }

        var snapshot = view.Facts.Snapshot;
        var end = to ?? view.Facts.At;
        var month = end.AddDays(-TrendDays);
        var begin = from ?? (month < snapshot.FactsFrom ? snapshot.FactsFrom : month);
        if (begin < snapshot.FactsFrom || end > snapshot.TakenAt || begin >= end)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows the time from {UtcText.Short(snapshot.FactsFrom)} to {UtcText.Short(snapshot.TakenAt)}, and a trend ends after it begins."
            );
        }

        if (step <= TimeSpan.Zero || (end - begin) / step > MostInstants)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"A trend holds {MostInstants} instants at most: take a longer step."
            );
        }

        progress.Report(new("Loading the history", 0));
        var history = await active.HistoryAsync(snapshot, begin, end.AddMilliseconds(1), cancellationToken);
        var trend = await Task.Run(
            () =>
                ExposureTrend.Of(history, asked, s_weights, InstantsOf(begin, end, step), progress, cancellationToken),
            cancellationToken
        );
        if (trend.Points.All(point => point.Tables == 0))
        {
            DemandTables(asked, 0);
        }

        if (
            !RolePermissions.Allows(user, AppAction.ViewAccess)
            && trend.Points.Any(point => IsOfFew(point.Gross.People) || IsOfFew(point.Net.People))
        )
        {
            throw new NoAnswerException(
                NoAnswer.Withheld,
                $"Fewer than {SmallCells.Least} people are exposed at some of these instants, and a trend would tell of them: name a larger scope."
            );
        }

        return new(NameOf(view, asked), begin, end, trend, view.Stamp);

        static bool IsOfFew(MeasureRange people) => SmallCells.IsSmall(people.Low) || SmallCells.IsSmall(people.High);
    }

    /// <summary>What of a scope's exposure each grant alone upholds, at the picture's instant.</summary>
    /// <exception cref="NoAnswerException">There is no such scope, or it is too large to be looked at grant by grant.</exception>
    public async Task<GrantsAnswer> GrantsAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var asked = ScopeOf(view, scope);
        var at = view.Facts.At;
        progress.Report(new("Loading the history", 0));
        var history = await active.HistoryAsync(view.Facts.Snapshot, at, at.AddMilliseconds(1), cancellationToken);
        var margins =
            await Task.Run(
                () => GrantMargins.Of(history, asked, s_weights, at, MostLooks, progress, cancellationToken),
                cancellationToken
            )
            ?? throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Grants are taken away one by one, and {asked} holds too many tables and grants for that: name a smaller scope."
            );
        return new(
            NameOf(view, asked),
            margins.Mass,
            margins.Redundant,
            [
                .. margins.Grants.Select(grant => new GrantRow(
                    grant.Policy.Id,
                    view.Names.Text(grant.Policy.Name),
                    grant.Item,
                    Principals(grant.Policy.AllowItems[grant.Item]),
                    grant.Pairs,
                    grant.Mass
                )),
            ],
            view.Stamp
        );

        ImmutableArray<string> Principals(PolicyItem item) =>
            [
                .. item.Groups.Select(group => PrincipalId.Group(group).ToString()),
                .. item.Roles.Select(role => PrincipalId.Role(role).ToString()),
                .. item.Users.Select(view.Names.Person),
            ];
    }

    private static ImmutableArray<DateTimeOffset> InstantsOf(DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        var instants = ImmutableArray.CreateBuilder<DateTimeOffset>();
        for (var at = from; at < to; at += step)
        {
            instants.Add(at);
        }

        instants.Add(to);
        return instants.ToImmutable();
    }
}
