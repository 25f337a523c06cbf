using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Joins the claims of a table's columns: one opinion per item and naming principal, with all its columns.</summary>
internal sealed class OpinionMerge
{
    private readonly Dictionary<(string Key, LossReason? Loss), (Claim Claim, SortedSet<int> Columns)> _merged = [];
    private readonly List<(string Key, LossReason? Loss)> _order = [];

    internal void Add(Verdict verdict, int? column)
    {
        foreach (var claim in verdict.Deciding)
        {
            Add(claim, null, column);
        }

        foreach (var (claim, reason) in verdict.Losing)
        {
            Add(claim, reason, column);
        }
    }

    internal ImmutableArray<AccessOpinion> Deciding(Effect effect) =>
        [.. Sorted().Where(key => key.Loss is null && _merged[key].Claim.Effect == effect).Select(OpinionOf)];

    internal ImmutableArray<LosingOpinion> Losing() =>
        [
            .. Sorted()
                .Where(key => key.Loss is not null)
                .Select(key => new LosingOpinion(OpinionOf(key), key.Loss!.Value)),
        ];

    private void Add(Claim claim, LossReason? loss, int? column)
    {
        var policy = claim.Application.Policy;
        var tag = claim.Application.Tag;
        var key = (
            $"{policy.Ordinal}|{tag?.Name}|{tag?.At}|{claim.Effect}|{claim.Via}|{claim.Item?.List}|{claim.Item?.Index}|{claim.Chain[^1]}",
            loss
        );
        if (!_merged.TryGetValue(key, out var known))
        {
            _merged.Add(key, known = (claim, []));
            _order.Add(key);
        }

        if (column is { } position)
        {
            known.Columns.Add(position);
        }
    }

    // By policy (priority first), then list and item; a stable sort keeps the order in which an item names its principals.
    private IEnumerable<(string Key, LossReason? Loss)> Sorted() =>
        _order
            .OrderBy(key => _merged[key].Claim.Application.Policy.Ordinal)
            .ThenBy(key => _merged[key].Claim.Item?.List)
            .ThenBy(key => _merged[key].Claim.Item?.Index);

    private AccessOpinion OpinionOf((string Key, LossReason? Loss) key)
    {
        var (claim, columns) = _merged[key];
        var policy = claim.Application.Policy.Source;
        var (arisesAt, text) = ResourceTexts.Of(claim.Application);
        return new(
            claim.Effect,
            claim.Via,
            policy.Id,
            policy.Name,
            policy.Priority,
            claim.Item?.List,
            claim.Item?.Index,
            claim.Chain,
            arisesAt,
            text,
            claim.Application.Tag?.Name,
            [.. columns],
            claim.IsConditional
        )
        {
            Zone = string.IsNullOrEmpty(policy.ZoneName) ? null : policy.ZoneName,
            IsGrant = policy.IsMadeFromGrants(),
        };
    }
}
