using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>What one load shares among the bodies that it reads: texts, and values that many facts repeat. For one thread; drop it when the load ends.</summary>
internal sealed class FactBodies
{
    public FactBodies()
    {
        Json = FactJson.With(Pool);
        Resources = new(Pool);
        Columns = new(Info<TableColumn>());
        PathAccesses = new(Info<PathAccess>());
    }

    public StringPool Pool { get; } = new();

    public FactJson Json { get; }

    public ResourceNameConverter Resources { get; }

    public RepeatedValues<TableColumn> Columns { get; }

    public RepeatedValues<PathAccess> PathAccesses { get; }

    /// <summary>Where the columns of one table are gathered.</summary>
    public List<TableColumn> ColumnRoom { get; } = [];

    private JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T))!;
}

/// <summary>Values that stand in many bodies with the same bytes: read once, then found by their bytes.</summary>
internal sealed class RepeatedValues<T>(JsonTypeInfo<T> json)
    where T : class
{
    private readonly Dictionary<byte[], T> _values = new(ByteComparer.Instance);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Get(ReadOnlySpan<byte> utf8)
    {
        var known = _values.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(utf8, out var value))
        {
            value =
                JsonSerializer.Deserialize(utf8, json)
                ?? throw new InvalidDataException("A stored fact holds nothing where a value belongs.");
            known[utf8] = value;
        }

        return value;
    }

    private sealed class ByteComparer
        : IEqualityComparer<byte[]>,
            IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static ByteComparer Instance { get; } = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] bytes) => GetHashCode(bytes.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate) => StringPool.Hash(alternate);
    }
}
