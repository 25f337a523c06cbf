using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// The kinds of tables that weigh differently to different readers, with those who read their columns: by rule, so that tables that come later
/// share what is known, and by the groups and roles on which it hangs. For one thread.
/// </summary>
internal sealed class KindBook(LedgerPeople people)
{
    private readonly HashSet<KindReaders> _all = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<WeighKind, KindReaders> _kinds = [];
    private readonly Dictionary<ReadingRule, ColumnRule> _rules = [];
    private readonly Dictionary<PrincipalId, HashSet<ColumnRule>> _byContainer = [];

    /// <param name="readersOf">Who reads by a rule now, as an index found it.</param>
    internal KindReaders Of(WeighKind kind, Func<ReadingRule, RuleReaders> readersOf, PrincipalSet enabled)
    {
        if (!_kinds.TryGetValue(kind, out var known))
        {
            _kinds.Add(kind, known = new(people, kind, rule => RuleOf(rule, readersOf), enabled));
            _all.Add(known);
        }

        return known;
    }

    /// <summary>Asks the rules on which some groups and roles bear for some accounts anew.</summary>
    /// <returns>Kinds that may weigh otherwise to somebody.</returns>
    internal HashSet<KindReaders> Read(
        IEnumerable<PrincipalId> containers,
        (int Account, ulong[] Containers)[] accounts,
        PrincipalSet enabled
    )
    {
        var (looked, changed) = (
            new HashSet<ColumnRule>(ReferenceEqualityComparer.Instance),
            new HashSet<KindReaders>()
        );
        foreach (var container in containers)
        {
            foreach (var rule in _byContainer.GetValueOrDefault(container, []))
            {
                if (looked.Add(rule) && rule.Readers.Read(rule.Rule, accounts))
                {
                    changed.UnionWith(rule.Kinds);
                }
            }
        }

        foreach (var kind in changed)
        {
            foreach (var (account, _) in accounts)
            {
                kind.Read(people.IdentityOf(account), enabled);
            }
        }

        return changed;
    }

    /// <summary>Of people with several accounts it counts which of them are enabled.</summary>
    internal IEnumerable<KindReaders> Enable(IReadOnlyCollection<int> people, PrincipalSet enabled)
    {
        if (people.Count == 0)
        {
            return [];
        }

        foreach (var kind in _all)
        {
            foreach (var person in people)
            {
                kind.Read(person, enabled);
            }
        }

        return _all;
    }

    /// <summary>Rules no longer mean what they meant, or were not kept up to date.</summary>
    internal void ForgetRules()
    {
        _kinds.Clear();
        _rules.Clear();
    }

    /// <summary>Drops kinds of which there is no table, but for some.</summary>
    internal void Sweep(IReadOnlySet<KindReaders> kept)
    {
        foreach (var kind in _all.Where(kind => kind.Tables == 0 && !kept.Contains(kind)).ToArray())
        {
            _all.Remove(kind);
            if (_kinds.TryGetValue(kind.Kind, out var known) && ReferenceEquals(known, kind))
            {
                _kinds.Remove(kind.Kind);
            }

            foreach (var rule in kind.Rules)
            {
                rule.Kinds.Remove(kind);
                if (rule.Kinds.Count == 0)
                {
                    Drop(rule);
                }
            }
        }
    }

    private ColumnRule RuleOf(ReadingRule rule, Func<ReadingRule, RuleReaders> readersOf)
    {
        if (_rules.TryGetValue(rule, out var known))
        {
            return known;
        }

        _rules.Add(rule, known = new(rule, readersOf(rule)));
        foreach (var container in ContainersOf(rule))
        {
            if (!_byContainer.TryGetValue(container, out var rules))
            {
                _byContainer.Add(container, rules = new(ReferenceEqualityComparer.Instance));
            }

            rules.Add(known);
        }

        return known;
    }

    private void Drop(ColumnRule rule)
    {
        if (_rules.TryGetValue(rule.Rule, out var known) && ReferenceEquals(known, rule))
        {
            _rules.Remove(rule.Rule);
        }

        foreach (var container in ContainersOf(rule.Rule))
        {
            _byContainer[container].Remove(rule);
        }
    }

    private IEnumerable<PrincipalId> ContainersOf(ReadingRule rule) =>
        rule.Policies.SelectMany(policy => people.Policies.Of(policy).Named).Distinct();
}
