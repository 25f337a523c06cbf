using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// The slices that are kept up to date: by rule, so that tables that come later join those before them, and by the groups and roles on
/// which their readers hang. For one thread.
/// </summary>
internal sealed class SliceBook
{
    private readonly HashSet<TableSlice> _all = [];
    private readonly Dictionary<ReadingRule, TableSlice> _byRule = [];
    private readonly Dictionary<PrincipalId, HashSet<TableSlice>> _byContainer = [];
    private readonly HashSet<TableSlice> _personal = [];

    internal TableSlice? Find(ReadingRule rule) => _byRule.GetValueOrDefault(rule);

    internal void Add(TableSlice slice)
    {
        _all.Add(slice);
        if (slice.Rule is { } rule)
        {
            _byRule.Add(rule, slice);
        }

        if (slice.IsPersonal)
        {
            _personal.Add(slice);
        }

        foreach (var container in slice.Containers)
        {
            if (!_byContainer.TryGetValue(container, out var slices))
            {
                _byContainer.Add(container, slices = []);
            }

            slices.Add(slice);
        }
    }

    /// <summary>Those whose readers may differ where the members of some containers do.</summary>
    internal HashSet<TableSlice> Concerned(IEnumerable<PrincipalId> containers)
    {
        var concerned = new HashSet<TableSlice>(_personal);
        foreach (var container in containers)
        {
            concerned.UnionWith(_byContainer.GetValueOrDefault(container, []));
        }

        return concerned;
    }

    /// <summary>Rules no longer mean what they meant, or slices were not kept up to date.</summary>
    internal void ForgetRules() => _byRule.Clear();

    /// <summary>Drops slices that no table is in, but for some.</summary>
    internal void Sweep(IReadOnlySet<TableSlice> kept)
    {
        foreach (var slice in _all.Where(slice => slice.Tables.Count == 0 && !kept.Contains(slice)).ToArray())
        {
            _all.Remove(slice);
            _personal.Remove(slice);
            if (slice.Rule is { } rule && ReferenceEquals(Find(rule), slice))
            {
                _byRule.Remove(rule);
            }

            foreach (var container in slice.Containers)
            {
                _byContainer[container].Remove(slice);
            }
        }
    }
}
