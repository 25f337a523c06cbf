using System.Text;
using System.Text.Unicode;

namespace GovernanceDashboard.Import.Audit;

/// <summary>Values by names in UTF-8, looked up without making a string. For one thread.</summary>
internal sealed class Utf8Map<T>
{
    private readonly Dictionary<byte[], T> _values = new(new Utf8Comparer());
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public Utf8Map() => _lookup = _values.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _values.Count;

    public IEnumerable<T> Values => _values.Values;

    public bool TryGet(ReadOnlySpan<byte> name, out T value) => _lookup.TryGetValue(name, out value!);

    public void Add(ReadOnlySpan<byte> name, T value) => _lookup.TryAdd(name, value);

    public void Clear() => _values.Clear();

    /// <exception cref="InvalidDataException">Not valid UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> name) =>
        Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : throw new InvalidDataException("not valid UTF-8");

    private sealed class Utf8Comparer
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
