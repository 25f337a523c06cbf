using System.Data.Common;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>Tells, after an import, that access differs from the snapshot before: which policies, which table groups, how many pairs. Names nobody.</summary>
public sealed class DeviationNotice(
    DeviationCheck deviation,
    Notifier notifier,
    IOptions<NotificationOptions> options,
    ILogger<DeviationNotice> logger
)
{
    private const int MostPolicies = 100;
    private const int MostGroups = 50;
    private const int InTitle = 3;

    /// <summary>Whether imports that no schedule made tell as well.</summary>
    public bool IsForEveryImport => options.Value.AfterEveryImport;

    /// <param name="origin">What made the import, as in "After ORIGIN": "the scheduled import nightly".</param>
    /// <returns>
    /// What was told; null where there was nothing to tell. What cannot be told is logged and fails nothing: the snapshot stands.
    /// </returns>
    public async Task<AccessDeviation?> TellAsync(
        string origin,
        ImportReport report,
        CancellationToken cancellationToken
    )
    {
        if (report is not { SameAs: null, Snapshot: { } made })
        {
            return null;
        }

        try
        {
            if (await deviation.FindAsync(made, cancellationToken) is not { IsEmpty: false } found)
            {
                return null;
            }

            await notifier.TellAsync(
                "access changed",
                Title(origin, made, found),
                Details(origin, made, found),
                CancellationToken.None
            );
            return found;
        }
        catch (Exception broken) when (broken is StoreException or DbException or IOException or NoAnswerException)
        {
            logger.DeviationUntold(broken.Message);
            return null;
        }
    }

    private static string Title(string origin, Snapshot made, AccessDeviation found)
    {
        var policies = found
            .Policies.Take(InTitle)
            .Select(policy => Text($"{policy.Id} “{policy.Name}” ({policy.What})"));
        var groups = found
            .Groups.Take(InTitle)
            .Select(group => Text($"{group.Group ?? "in no group"} (+{group.Gained}, -{group.Lost})"));
        return Text(
                $"After {origin} snapshot {made.Id} differs from snapshot {found.Before} in what decides access: {found.PairsGained} pairs gained, {found.PairsLost} lost."
            )
            + List(" Policies: ", policies, found.Policies.Length)
            + List(" Table groups: ", groups, found.Groups.Length);
    }

    private static string List(string head, IEnumerable<string> shown, int all) =>
        all == 0 ? ""
        : all <= InTitle ? $"{head}{string.Join("; ", shown)}."
        : Text($"{head}{string.Join("; ", shown)} and {all - InTitle} more.");

    private static object Details(string origin, Snapshot made, AccessDeviation found) =>
        new
        {
            import = origin,
            snapshot = made.Id.ToString(),
            digest = made.Digest,
            quality = Math.Round(made.Quality.Score, 2),
            before = found.Before.ToString(),
            pairsGained = found.PairsGained,
            pairsLost = found.PairsLost,
            changes = found.Changes.Select(change => new
            {
                kind = change.Kind,
                added = change.Added,
                removed = change.Removed,
                changed = change.Changed,
            }),
            policiesTotal = found.Policies.Length,
            policies = found
                .Policies.Take(MostPolicies)
                .Select(policy => new
                {
                    service = policy.Service,
                    id = policy.Id,
                    name = policy.Name,
                    what = policy.What,
                }),
            tableGroupsTotal = found.Groups.Length,
            tableGroups = found
                .Groups.Take(MostGroups)
                .Select(group => new
                {
                    group = group.Group,
                    gained = group.Gained,
                    lost = group.Lost,
                }),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
