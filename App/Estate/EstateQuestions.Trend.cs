using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>How exposure went over a time, what moved it, and which grants uphold it.</summary>
public sealed partial class EstateQuestions
{
    private const int MostInstants = 400;
    private const int TrendDays = 30;
    private const long MostLooks = 400_000; // tables x grants: some minutes

    /// <summary>Exposure of a scope at instants between two others, both included, and how fast what could be exposed grows .</summary>
    /// <exception cref="NoAnswerException">There is no such scope, the stretch is outside of what the snapshot knows, or holds too many instants.</exception>
    public async Task<TrendAnswer> TrendAsync(
        CurrentUser user,
        Picture picture,
        TrendQuestion question,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var asked = ScopeOf(view, question.Scope);
        if (asked.Kind == ScopeKind.Person)
        {
            RolePermissions.Demand(user, AppAction.ViewAccess);
        }

        var snapshot = view.Facts.Snapshot;
        var end = question.To ?? view.Facts.At;
        var month = end.AddDays(-TrendDays);
        var begin = question.From ?? (month < snapshot.FactsFrom ? snapshot.FactsFrom : month);
        if (begin < snapshot.FactsFrom || end > snapshot.TakenAt || begin >= end)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows the time from {UtcText.Short(snapshot.FactsFrom)} to {UtcText.Short(snapshot.TakenAt)}, and a trend ends after it begins."
            );
        }

        var step = TimeSpan.FromDays(question.Days);
        if (step <= TimeSpan.Zero || (end - begin) / step > MostInstants)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"A trend holds {MostInstants} instants at most: take a longer step."
            );
        }

        progress.Report(new("Loading the history", 0));
        var history = await active.HistoryAsync(snapshot, begin, end.AddMilliseconds(1), cancellationToken);
        var reader = new GrowthReader(
            history,
            question.BroadPercent,
            (found, possible) => ClassTaxonomy.LabelOf(found, possible) is null or >= SensitivityLabel.Confidential
        );
        var trend = await Task.Run(
            () =>
                ExposureTrend.Of(
                    history,
                    asked,
                    s_weights,
                    InstantsOf(begin, end, step),
                    reader,
                    progress,
                    cancellationToken
                ),
            cancellationToken
        );
        if (trend.Points.All(point => point.Tables == 0))
        {
            DemandTables(asked, 0);
        }

        // Whether more people than so many read a table must not tell of a handful.
        if (
            !RolePermissions.Allows(user, AppAction.ViewAccess)
            && trend.Points.Any(point => point.People.Low * question.BroadPercent / 100 < SmallCells.Least - 1)
        )
        {
            throw new NoAnswerException(
                NoAnswer.Withheld,
                FormattableString.Invariant(
                    $"{question.BroadPercent} % of all people are fewer than {SmallCells.Least}: ask for a greater breadth."
                )
            );
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

        return new(NameOf(view, asked), begin, end, trend, reader.Growth, view.Stamp);

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
