using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>The natural keys by which the lists of <see cref="EstateFacts"/> are sorted.</summary>
internal static class NaturalOrder
{
    internal static int Of(Principal left, Principal right) => left.Id.CompareTo(right.Id);

    internal static int Of(Membership left, Membership right)
    {
        var byMember = left.Member.CompareTo(right.Member);
        return byMember != 0 ? byMember : left.Container.CompareTo(right.Container);
    }

    internal static int Of(Policy left, Policy right)
    {
        var byService = string.CompareOrdinal(left.Service, right.Service);
        return byService != 0 ? byService : left.Id.CompareTo(right.Id);
    }

    internal static int Of(Classification left, Classification right)
    {
        var order = string.CompareOrdinal(left.Resource.Database, right.Resource.Database);
        order = order != 0 ? order : string.CompareOrdinal(left.Resource.Table, right.Resource.Table);
        order = order != 0 ? order : string.CompareOrdinal(left.Resource.Column, right.Resource.Column);
        order = order != 0 ? order : string.CompareOrdinal(left.Class, right.Class);
        order = order != 0 ? order : left.Basis.CompareTo(right.Basis);
        return order != 0 ? order : string.CompareOrdinal(left.Instance?.Key(), right.Instance?.Key());
    }

    internal static int Of(SecurityZone left, SecurityZone right) => string.CompareOrdinal(left.Name, right.Name);

    internal static int Of(TableResource left, TableResource right) => left.Name.CompareTo(right.Name);

    /// <summary>Where a fact with the key stands, or the complement of where it would go. The list is sorted.</summary>
    internal static int Search<T>(ImmutableArray<T> sorted, T key, Comparison<T> order)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) >> 1);
            var compared = order(sorted[middle], key);
            if (compared == 0)
            {
                return middle;
            }

            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>Strictly: nothing stands twice.</summary>
    internal static bool IsSorted<T>(ImmutableArray<T> list, Comparison<T> order)
    {
        for (var at = 1; at < list.Length; at++)
        {
            if (order(list[at - 1], list[at]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The list with the fact at the place asked for, else at its natural one.</summary>
    internal static ImmutableArray<T> With<T>(ImmutableArray<T> list, T fact, int? place, Comparison<T> order)
    {
        if (place is { } asked)
        {
            return list.Insert(Math.Min(asked, list.Length), fact);
        }

        var found = Search(list, fact, order);
        return list.Insert(found < 0 ? ~found : found, fact);
    }
}
