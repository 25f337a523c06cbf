using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// The version history of policies (an array of policies, or one under <c>versions</c>): what each said, and when the next one took its place. It adds exact instants
/// to policies that the same import reads, and is nothing without them.
/// </summary>
internal sealed class PolicyVersions(ImportLedger ledger)
{
    private readonly Dictionary<
        (string Service, long Id),
        SortedDictionary<long, (Policy Policy, string File)>
    > _told = [];

    /// <summary>Of one policy without a gap, the last one ending where the policy's own begins.</summary>
    public ImmutableArray<DatedFact<Policy>> Facts { get; private set; } = [];

    /// <summary>Of policies that are not among those read: of each the last versions without a gap, the very last one without an end.</summary>
    public ImmutableArray<DatedFact<Policy>> Gone { get; private set; } = [];

    /// <summary>Whether the elements are policies that say which version they are.</summary>
    public static bool AreVersions(IReadOnlyList<JsonSlice> elements) =>
        elements.Count > 0
        && elements[0].Members() is var members
        && members.ContainsKey("id")
        && members.ContainsKey("version");

    /// <exception cref="InvalidDataException">The version cannot be used.</exception>
    public void Add(ImportFile file, JsonElement element, string service, bool isTagPolicy)
    {
        var policy = PolicyMapper.Map(element, service, isTagPolicy, zone: null);
        if (policy.Version is not { } version || policy.UpdatedAt is null)
        {
            throw new InvalidDataException("a version of a policy without 'version' or 'updateTime'");
        }

        if (!_told.TryGetValue((policy.Service, policy.Id), out var versions))
        {
            _told.Add((policy.Service, policy.Id), versions = []);
        }

        if (!versions.TryAdd(version, (policy, file.Name)))
        {
            throw new InvalidDataException("a second version of a policy with the same number");
        }

        file.Accept();
    }

    /// <summary>Lays the versions before the policies that were read. Call once, after the last file.</summary>
    public void Finish(IReadOnlyDictionary<(string Service, long Id), DatedFact<Policy>> policies, bool hasPolicies)
    {
        if (!hasPolicies)
        {
            foreach (
                var file in _told.Values.SelectMany(versions => versions.Values).Select(told => told.File).Distinct()
            )
            {
                ledger.Refuse(
                    file,
                    0,
                    "holds versions of policies without the policies themselves; give those in the same import"
                );
            }

            return;
        }

        var facts = ImmutableArray.CreateBuilder<DatedFact<Policy>>();
        var goneFacts = ImmutableArray.CreateBuilder<DatedFact<Policy>>();
        var (gone, broken) = (0, 0);
        foreach (var (key, versions) in _told)
        {
            if (!policies.TryGetValue(key, out var current) || current.Value.Version is not { } number)
            {
                gone++;
                goneFacts.AddRange(LastOf(versions));
                continue;
            }

            var ends = current.ValidFrom;
            while (ends is { } end && versions.TryGetValue(--number, out var told))
            {
                if (told.Policy.UpdatedAt is not { } from || from >= end)
                {
                    broken++; // a clock that went back: the order of the instants is not that of the versions
                    break;
                }

                facts.Add(new(told.Policy, from, end, told.File));
                ends = from;
            }
        }

        Facts = facts.ToImmutable();
        Gone = goneFacts.ToImmutable();
        Say(
            gone,
            "policies with a history of versions are not among the policies read: their histories were passed over."
        );
        Say(
            broken,
            "policies have versions that were changed in another order than they are numbered: instants before that are bounds only."
        );
    }

    private static IEnumerable<DatedFact<Policy>> LastOf(SortedDictionary<long, (Policy Policy, string File)> versions)
    {
        DateTimeOffset? ends = null;
        for (
            var number = versions.Keys.Last();
            versions.TryGetValue(number, out var told) && told.Policy.UpdatedAt is { } from && !(from >= ends);
            number--
        )
        {
            yield return new(told.Policy, from, ends, told.File);
            ends = from;
        }
    }

    private void Say(int count, string what)
    {
        if (count > 0)
        {
            ledger.Warn($"{count} {what}");
        }
    }
}
