using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// Decides for the whole estate what a snapshot can decide of policies' conditions (semantics, section 14): those on tags, their attributes
/// and validity. Whatever hangs on the query, the session, the hour or the user stays as it is, and so makes its outcome conditional.
/// </summary>
internal sealed class KnownConditions
{
    private readonly DateTimeOffset _at;
    private readonly TagIndex _tags;
    private readonly ConditionBook _ofService;
    private readonly ConditionBook _ofTags;
    private readonly Lazy<ImmutableArray<TagContext>> _contexts;
    private readonly HashSet<Policy> _off = new(ReferenceEqualityComparer.Instance);

    internal KnownConditions(EstateFacts facts, TagIndex tags)
    {
        _at = facts.At;
        _tags = tags;
        _ofService = new(facts.Service, facts.Service?.Conditions);
        _ofTags = new(facts.Service, facts.Service?.TagConditions);
        _contexts = new(() => [.. tags.Contexts().DistinctBy(context => context.Key)]);
        if (!facts.Policies.Any(HasConditions))
        {
            Policies = facts.Policies; // most estates have no condition at all
            return;
        }

        Policies = [.. facts.Policies.Select(policy => HasConditions(policy) ? Resolve(policy, null, null) : policy)];
        HasContextual = Policies.Any(IsContextual);
    }

    /// <summary>The estate's policies, without the conditions that surely hold and with items inert whose conditions surely do not.</summary>
    internal ImmutableArray<Policy> Policies { get; }

    /// <summary>Some policy's conditions hang on the tags of what is asked for.</summary>
    internal bool HasContextual { get; }

    /// <summary>Whether the policy, as resolved, is one whose own conditions surely do not hold.</summary>
    internal bool IsOff(Policy policy) => _off.Contains(policy);

    /// <summary>The tags of a request as conditions see them; null where no condition asks.</summary>
    internal TagContext? ContextOf(ResourceName requested, bool withBelow) =>
        HasContextual ? TagContext.Of(_tags.Of(requested, withBelow)) : null;

    internal bool IsContextual(Policy policy) =>
        HasConditions(policy) && ConditionsOf(policy).Any(condition => BookOf(policy).IsContextual(condition));

    /// <summary>What the policy becomes under each combination of tags in the estate: by the key of the combination and the tag that asks.</summary>
    internal IEnumerable<(string Key, Policy Policy)> Variants(Policy policy)
    {
        // Combinations with the same outcome share one policy.
        var known = new Dictionary<string, Policy>(StringComparer.Ordinal);
        foreach (var context in _contexts.Value.Prepend(TagContext.Empty))
        {
            IEnumerable<AppliedTag?> asking = policy.IsTagPolicy
                ? context.Tags.Where(tag => CompiledPolicy.MatchesTag(policy, tag.Name)).Select(tag => (AppliedTag?)tag)
                : [null];
            foreach (var tag in asking)
            {
                var resolved = Resolve(policy, context, tag);
                var outcome = OutcomeOf(resolved);
                if (!known.TryGetValue(outcome, out var shared))
                {
                    known.Add(outcome, shared = resolved);
                }

                yield return (context.KeyFor(tag), shared);
            }
        }
    }

    private Policy Resolve(Policy policy, TagContext? context, AppliedTag? tag)
    {
        var book = BookOf(policy);
        var (holds, left) = Holds(policy.Conditions);
        if (holds == Certainty.No)
        {
            var off = policy with
            {
                Conditions = [],
                AllowItems = [],
                DenyItems = [],
                AllowExceptions = [],
                DenyExceptions = [],
                MaskOrFilterItems = [],
                IsDenyAllElse = false,
            };
            _off.Add(off);
            return off;
        }

        return policy with
        {
            Conditions = left,
            AllowItems = Items(policy.AllowItems),
            DenyItems = Items(policy.DenyItems),
            AllowExceptions = Items(policy.AllowExceptions),
            DenyExceptions = Items(policy.DenyExceptions),
            MaskOrFilterItems = Items(policy.MaskOrFilterItems),
        };

        // An item that cannot apply keeps its place, so that positions stay those of the source, and names nobody.
        ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items) =>
            [
                .. items.Select(item =>
                {
                    var (applies, open) = Holds(item.Conditions);
                    return applies == Certainty.No
                        ? item with
                        {
                            Conditions = [],
                            Users = [],
                            Groups = [],
                            Roles = [],
                        }
                        : item with
                        {
                            Conditions = open,
                        };
                }),
            ];

        (Certainty Holds, ImmutableArray<PolicyCondition> Open) Holds(ImmutableArray<PolicyCondition> conditions)
        {
            if (conditions.IsDefaultOrEmpty)
            {
                return (Certainty.Yes, []);
            }

            var states = conditions
                .Select(condition => (Condition: condition, State: book.Holds(condition, _at, context, tag)))
                .ToArray();
            return (
                states.Select(state => state.State).Aggregate(CertaintyLogic.And),
                [.. states.Where(state => state.State == Certainty.Unknown).Select(state => state.Condition)]
            );
        }
    }

    private ConditionBook BookOf(Policy policy) => policy.IsTagPolicy ? _ofTags : _ofService;

    // Asked of every policy, so that nothing is allocated.
    private static bool HasConditions(Policy policy) =>
        !policy.Conditions.IsDefaultOrEmpty
        || HaveConditions(policy.AllowItems)
        || HaveConditions(policy.DenyItems)
        || HaveConditions(policy.AllowExceptions)
        || HaveConditions(policy.DenyExceptions)
        || HaveConditions(policy.MaskOrFilterItems);

    private static bool HaveConditions(ImmutableArray<PolicyItem> items)
    {
        foreach (var item in items)
        {
            if (!item.Conditions.IsDefaultOrEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<PolicyCondition> ConditionsOf(Policy policy) =>
        policy
            .Conditions.Concat(policy.AllowItems.SelectMany(item => item.Conditions))
            .Concat(policy.DenyItems.SelectMany(item => item.Conditions))
            .Concat(policy.AllowExceptions.SelectMany(item => item.Conditions))
            .Concat(policy.DenyExceptions.SelectMany(item => item.Conditions))
            .Concat(policy.MaskOrFilterItems.SelectMany(item => item.Conditions));

    // What resolving left: the open conditions and the items that still name somebody.
    private static string OutcomeOf(Policy policy) =>
        string.Join(
            '|',
            new[] { policy.Conditions.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) }.Concat(
                new[]
                {
                    policy.AllowItems,
                    policy.DenyItems,
                    policy.AllowExceptions,
                    policy.DenyExceptions,
                    policy.MaskOrFilterItems,
                }.Select(items =>
                    string.Concat(
                        items.Select(item =>
                            $"{item.Conditions.Length}{(item.Users.IsEmpty && item.Groups.IsEmpty && item.Roles.IsEmpty ? '-' : '+')}"
                        )
                    )
                )
            )
        );
}
