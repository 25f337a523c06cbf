using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>
/// Numbers the values that facts share while they are written. Only values are shared, never policies or their items: the engine tells those apart
/// by identity.
/// </summary>
internal sealed class SharedNumbers
{
    public Numbered<string> Texts { get; } = new(StringComparer.Ordinal);

    public Numbered<TableColumn> Columns { get; } = new(EqualityComparer<TableColumn>.Default);

    public Numbered<ResourceName> Resources { get; } = new(EqualityComparer<ResourceName>.Default);

    public Numbered<PathAccess> PathAccesses { get; } = new(EqualityComparer<PathAccess>.Default);

    /// <summary>Distinct values in the order in which they first came, from 0.</summary>
    internal sealed class Numbered<T>(IEqualityComparer<T> comparer)
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = new(comparer);
        private readonly List<T> _values = [];

        public IReadOnlyList<T> Values => _values;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public int Of(T value)
        {
            if (!_numbers.TryGetValue(value, out var number))
            {
                number = _values.Count;
                _numbers.Add(value, number);
                _values.Add(value);
            }

            return number;
        }
    }
}
