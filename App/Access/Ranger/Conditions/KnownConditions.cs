using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// Decides for the whole estate what a snapshot can decide of policies' conditions (semantics, section 14): those on tags, their attributes
/// and validity, and those on the user. Whatever hangs on the query, the session or the hour stays as it is, and so makes its outcome
/// conditional.
/// </summary>
internal sealed class KnownConditions
{
    private readonly DateTimeOffset _at;
    private readonly TagIndex _tags;
    private readonly ConditionBook _ofService;
    private readonly ConditionBook _ofTags;
    private readonly Lazy<ImmutableArray<TagContext>> _contexts;
    private readonly HashSet<Policy> _off = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Policy, Holders> _ofPolicy = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PolicyItem, Holders> _ofItem = new(ReferenceEqualityComparer.Instance);
    private readonly PersonalConditions _personal;
    private readonly Dictionary<PrincipalSet, int> _numbers = [];

    internal KnownConditions(EstateFacts facts, TagIndex tags, AccountDirectory accounts, MembershipClosure closure)
    {
        _personal = new(facts, accounts, closure);
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

    /// <summary>For whom the policy, as resolved, speaks at all; null where that is all the same.</summary>
    internal Holders? HoldersOf(Policy policy) => _ofPolicy.GetValueOrDefault(policy);

    /// <summary>The same of an item of it; its policy's aside.</summary>
    internal Holders? HoldersOf(PolicyItem item) => _ofItem.GetValueOrDefault(item);

    /// <summary>Whether a condition of the policy, as resolved, cannot be known for anybody.</summary>
    internal bool IsOpen(Policy policy) => HoldersOf(policy)?.IsOpen ?? !policy.Conditions.IsDefaultOrEmpty;

    /// <summary>Whether any condition of the policy or its items hangs on who asks.</summary>
    internal bool IsPersonal(Policy policy) => ConditionsOf(policy).Any(BookOf(policy).IsPersonal);

    /// <summary>Whether the policy, as resolved, is one whose own conditions surely do not hold.</summary>
    internal bool IsOff(Policy policy) => _off.Contains(policy);

    /// <summary>The tags of a request as conditions see them; null where no condition asks.</summary>
    internal TagContext? ContextOf(ResourceName requested, bool withBelow) =>
        HasContextual ? TagContext.Of(_tags.Of(requested, withBelow)) : null;

    /// <summary>Whether a condition of the policy, as imported, surely does not hold where the account asks for the resource. For any thread.</summary>
    internal bool SurelyFails(Policy policy, PolicyCondition condition, int account, ResourceName requested) =>
        Holds(policy, condition, account, requested) == Certainty.No;

    /// <summary>
    /// Whether a condition of the policy, as imported, holds where the account asks for the resource, through whichever tag. For any thread.
    /// </summary>
    internal Certainty Holds(Policy policy, PolicyCondition condition, int account, ResourceName requested)
    {
        var book = BookOf(policy);
        var context = TagContext.Of(_tags.Of(requested, withBelow: false));
        var user = book.IsPersonal(condition) ? _personal.RequestOf(account) : null;
        Certainty[] found =
        [
            .. context
                .Tags.Where(tag => policy.IsTagPolicy && CompiledPolicy.MatchesTag(policy, tag.Name))
                .Select(tag => (AppliedTag?)tag)
                .DefaultIfEmpty(null)
                .Select(tag => book.Holds(condition, _at, context, tag, user))
                .Distinct(),
        ];
        return found is [var same] ? same : Certainty.Unknown;
    }

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
        var (holds, left, holders) = Holds(policy.Conditions);
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

        var resolved = policy with
        {
            Conditions = left,
            AllowItems = Items(policy.AllowItems),
            DenyItems = Items(policy.DenyItems),
            AllowExceptions = Items(policy.AllowExceptions),
            DenyExceptions = Items(policy.DenyExceptions),
            MaskOrFilterItems = Items(policy.MaskOrFilterItems),
        };
        if (holders is not null)
        {
            _ofPolicy.Add(resolved, holders);
        }

        return resolved;

        // An item that cannot apply keeps its place, so that positions stay those of the source, and names nobody.
        ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items) =>
            [
                .. items.Select(item =>
                {
                    var (applies, open, holders) = Holds(item.Conditions);
                    if (applies == Certainty.No)
                    {
                        return item with { Conditions = [], Users = [], Groups = [], Roles = [] };
                    }

                    var kept = item with { Conditions = open };
                    if (holders is not null)
                    {
                        _ofItem.Add(kept, holders);
                    }

                    return kept;
                }),
            ];

        (Certainty Holds, ImmutableArray<PolicyCondition> Open, Holders? Holders) Holds(
            ImmutableArray<PolicyCondition> conditions
        )
        {
            if (conditions.IsDefaultOrEmpty)
            {
                return (Certainty.Yes, [], null);
            }

            // Those on the user stay with the policy as they are; for whom they hold is kept beside it.
            var personal = conditions.Where(book.IsPersonal).ToArray();
            conditions = [.. conditions.Except(personal)];

            var states = conditions
                .Select(condition => (Condition: condition, State: book.Holds(condition, _at, context, tag)))
                .ToArray();
            var all = states.Select(state => state.State).Aggregate(Certainty.Yes, CertaintyLogic.And);
            ImmutableArray<PolicyCondition> open =
            [
                .. states.Where(state => state.State == Certainty.Unknown).Select(state => state.Condition),
            ];
            if (personal.Length == 0 || all == Certainty.No)
            {
                return (all, open, null);
            }

            var holders = personal
                .Select(condition => _personal.Of(book, condition, context, tag))
                .Select(found => new Holders(found.Sure, found.Possible, !open.IsEmpty))
                .Aggregate((one, other) => one.With(other));
            return holders.Possible.IsEmpty
                ? (Certainty.No, [], null)
                : (Certainty.Unknown, [.. open, .. personal], holders);
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
    private string OutcomeOf(Policy policy) =>
        string.Join(
            '|',
            new[] { $"{policy.Conditions.Length}{TextOf(HoldersOf(policy))}{(IsOff(policy) ? "off" : "")}" }.Concat(
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
                            $"{item.Conditions.Length}{TextOf(HoldersOf(item))}{(item.Users.IsEmpty && item.Groups.IsEmpty && item.Roles.IsEmpty ? '-' : '+')}"
                        )
                    )
                )
            )
        );

    private string TextOf(Holders? holders)
    {
        return holders is null ? "" : $"({NumberOf(holders.Sure)} {NumberOf(holders.Possible)})";

        int NumberOf(PrincipalSet set)
        {
            if (!_numbers.TryGetValue(set, out var number))
            {
                _numbers.Add(set, number = _numbers.Count);
            }

            return number;
        }
    }
}
