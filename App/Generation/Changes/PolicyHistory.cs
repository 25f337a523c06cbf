using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation.Changes;

/// <summary>
/// What policies said before, version by version, back to before the log began: for every policy that changed since. A policy whose first version
/// is younger than the log did not exist before.
/// </summary>
internal sealed class PolicyHistory
{
    private readonly EstateSize _size;
    private readonly Dice _dice;
    private readonly ChangeLog _log;
    private readonly List<string> _individuals;

    public PolicyHistory(EstateSize size, Workforce workforce, PolicyBook book, ChangeLog log)
    {
        (_size, _log) = (size, log);
        _dice = new Dice(size.Seed, "policy-history");
        _individuals = workforce
            .Accounts.FindAll(one => one is { IsEnabled: true, Person: { Status: "Active", IsReassigned: false } })
            .ConvertAll(one => one.Login);
        foreach (var policy in book.All.Where(policy => policy.UpdatedAt >= StoryCalendar.LogBegan))
        {
            Tell(policy, book);
        }
    }

    /// <summary>Earlier versions, by policy and the newest first.</summary>
    public List<Policy> Versions { get; } = [];

    public void Write(string path, bool isForReading)
    {
        using var file = new JsonFile(path, isForReading);
        file.Json.WriteStartArray();
        Versions.ForEach(policy => PolicyJson.Write(file, policy));
        file.Json.WriteEndArray();
    }

    private void Tell(Policy policy, PolicyBook book)
    {
        if (!_size.IsClean && policy == book.Offending)
        {
            Earlier(policy with { AllowItems = policy.AllowItems.RemoveAt(PolicyBook.OffendingItem) }, BeforeTheLog());
            _log.Unasked(
                policy.UpdatedAt!.Value,
                "policy",
                Target(policy),
                Number(policy.Version - 1),
                Number(policy.Version),
                policy.UpdatedBy,
                "ranger-admin"
            );
        }
        else if (book.OpeningOf(policy) is { } openedAt)
        {
            var open = policy with { AllowItems = policy.AllowItems.Add(PolicyDraft.Select("public")) };
            Earlier(open, openedAt, "svc-ranger-sync");
            Earlier(policy with { Version = policy.Version - 1 }, BeforeTheLog());
            var (closed, opened) = (policy.Version, policy.Version - 1);
            _log.Unasked(
                openedAt,
                "policy",
                Target(policy),
                Number(opened - 1),
                Number(opened),
                "svc-ranger-sync",
                "ranger-admin"
            );
            _log.ByPolicyAdmin(
                policy.UpdatedAt!.Value,
                Target(policy),
                Number(opened),
                Number(closed),
                policy.UpdatedBy!
            );
        }
        else if (policy.Version == 1)
        {
            _log.ByPolicyAdmin(policy.UpdatedAt!.Value, Target(policy), null, "1", policy.UpdatedBy!);
        }
        else
        {
            Earlier(Different(policy), BeforeTheLog());
            _log.ByPolicyAdmin(
                policy.UpdatedAt!.Value,
                Target(policy),
                Number(policy.Version - 1),
                Number(policy.Version),
                policy.UpdatedBy!
            );
        }
    }

    /// <summary>What an ordinary edit changed: stewards came to write, somebody's own access was taken back, or nothing but the name.</summary>
    private Policy Different(Policy policy)
    {
        if (policy.Name.EndsWith(": writers", StringComparison.Ordinal) && policy.AllowItems.Length > 1)
        {
            return policy with { AllowItems = policy.AllowItems[..^1] };
        }

        if (!_size.IsClean && policy.Name.Contains(": request ", StringComparison.Ordinal) && _dice.Chance(0.5))
        {
            return policy with
            {
                AllowItems = policy.AllowItems.Add(PolicyDraft.Users("select", _dice.Pick(_individuals))),
            };
        }

        return policy with
        {
            Name = policy.Name + " (draft)",
        };
    }

    private void Earlier(Policy policy, DateTimeOffset at, string by = "admin") =>
        Versions.Add(policy with { Version = policy.Version - 1, UpdatedAt = at, UpdatedBy = by });

    private DateTimeOffset BeforeTheLog() =>
        _dice.Instant(StoryCalendar.LogBegan.AddYears(-1), StoryCalendar.LogBegan.AddDays(-1));

    private static string Target(Policy policy) => "policy:" + Number(policy.Id);

    private static string Number(long? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
}
