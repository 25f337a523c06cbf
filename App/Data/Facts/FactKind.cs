using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>One kind of fact: what it is called, and whether who-can-read-what rests on it.</summary>
internal abstract class FactKind(string name, bool decidesAccess)
{
    /// <summary>As in <c>Snapshot.Counts</c>: lower case, plural, dashes.</summary>
    public string Name { get; } = name;

    /// <summary>The table that holds it.</summary>
    public string Table { get; } = "fact_" + name.Replace('-', '_');

    /// <summary>Facts are complete only from the first import of every such kind.</summary>
    public bool DecidesAccess { get; } = decidesAccess;

    /// <summary>
    /// False for kinds that came after the first release: a snapshot without any keeps the digest and the counts that it had before
    /// there were such facts.
    /// </summary>
    public bool CountsWhenEmpty { get; init; } = true;

    /// <summary>A fact that an import does not name stays believed: the source is a log, which may begin later than the last one did.</summary>
    public bool KeepsMissing { get; init; }

    /// <summary>A change log that is complete tells of this kind too: what it does not name held before. False for records that give their own dates.</summary>
    public bool HoldsBack { get; init; } = true;

    /// <summary>From when on the draft knows this kind, where that is before its own instant; null where it is not.</summary>
    public Func<DraftHistory, DateTimeOffset?> Since { get; init; } = history => history.Since;

    /// <summary>What the draft says of this kind, in natural order; null where it says nothing.</summary>
    public abstract DraftRows? RowsOf(SnapshotDraft draft);

    /// <summary>How many facts of this kind the draft holds; null where it says nothing.</summary>
    public abstract int? CountOf(SnapshotDraft draft);
}

/// <summary>The facts of one kind in a draft, ready to be compared with the stored ones.</summary>
internal abstract class DraftRows
{
    public abstract int Count { get; }

    public abstract string Key(int row);

    public abstract DateTimeOffset? ValidFrom(int row);

    public abstract DateTimeOffset? ValidTo(int row);

    public abstract string? Source(int row);

    /// <summary>The canonical body; valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> Body(int row);

    /// <summary>True where nothing can lie between the stored version and this one: the old one ended when this one began.</summary>
    public abstract bool Follows(int row, ReadOnlySpan<byte> storedBody);

    /// <summary>Versions before the row's own, oldest first, each ending where the next one begins; empty where the draft knows none.</summary>
    public abstract IReadOnlyList<EarlierVersion> Earlier(int row);

    /// <summary>Those of them that came after the stored version, where none is missing in between; else empty.</summary>
    public abstract IReadOnlyList<EarlierVersion> After(int row, ReadOnlySpan<byte> storedBody);

    /// <summary>The facts whose whole history the draft tells, by key: nothing is compared for them. In no order.</summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<ToldRow>> Told { get; }
}

/// <summary>One interval of a fact whose whole history the draft tells.</summary>
internal sealed record ToldRow(FactSpan Span, byte[] Body, string? Source);

/// <summary>A version of a fact that ended before the import's instant, in milliseconds; half-open.</summary>
internal sealed record EarlierVersion(long From, long To, byte[] Body);

/// <summary>Reads a fact from its key's UTF-8.</summary>
internal delegate T KeyReader<out T>(ReadOnlySpan<byte> key, StringPool pool);

/// <summary>How facts of type <typeparamref name="T"/> are keyed, written, read and sorted.</summary>
internal sealed class FactKind<T>(
    string name,
    bool decidesAccess,
    Func<SnapshotDraft, ImmutableArray<DatedFact<T>>> facts,
    Func<DatedFact<T>, string> key,
    Comparison<T> order
) : FactKind(name, decidesAccess)
{
    public Comparison<T> Order { get; } = order;

    /// <summary>Reads a fact that is whole in its key; then the body is empty. Null for kinds with a body.</summary>
    public KeyReader<T>? FromKey { get; init; }

    /// <summary>Reads a fact from its body faster than the serializer, to the same result; null for kinds that are few.</summary>
    public FactBodyReader<T>? FromBody { get; init; }

    /// <summary>Whether the second version follows the first at once; null where that is never known.</summary>
    public Func<T, T, bool>? FollowsAtOnce { get; init; }

    /// <summary>Versions that came and went between two imports; null for kinds whose sources keep none.</summary>
    public Func<SnapshotDraft, ImmutableArray<DatedFact<T>>>? Earlier { get; init; }

    /// <summary>Facts whose whole history an import may tell; null for kinds of which it never does.</summary>
    public Func<DraftHistory, ImmutableArray<ToldFact<T>>>? Told { get; init; }

    /// <summary>The natural key of a fact that has no date in its key.</summary>
    public string KeyOf(T value) => key(new(value));

    public static JsonTypeInfo<T> Json(FactJson json) => (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))!;

    public override DraftRows? RowsOf(SnapshotDraft draft)
    {
        var found = facts(draft);
        if (found.IsDefault)
        {
            return null;
        }

        var earlier = Earlier?.Invoke(draft) is { IsDefault: false } versions ? versions : [];
        return new Rows(
            this,
            Sorted(found),
            key,
            earlier.OrderBy(version => version.ValidFrom).ToLookup(key, StringComparer.Ordinal),
            (Told?.Invoke(draft.History) ?? []).ToDictionary(
                told => KeyOf(told.Held[0].Value),
                IReadOnlyList<ToldRow> (told) => [.. told.Held.Select(held => Row(held, told.Source))],
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>Equal ones, which the store refuses, may come in any order. A copy where they are not sorted, and no more: there may be a million.</summary>
    private ImmutableArray<DatedFact<T>> Sorted(ImmutableArray<DatedFact<T>> found)
    {
        for (var index = 1; index < found.Length; index++)
        {
            if (Compare(found[index - 1], found[index]) > 0)
            {
                return found.Sort(Compare);
            }
        }

        return found;
    }

    public override int? CountOf(SnapshotDraft draft) =>
        facts(draft) is { IsDefault: false } found ? found.Length : null;

    private ToldRow Row(HeldFact<T> held, string? source) =>
        new(
            new(
                held.From.ToUnixTimeMilliseconds(),
                held.FromNotBefore?.ToUnixTimeMilliseconds(),
                held.To?.ToUnixTimeMilliseconds(),
                held.ToNotBefore?.ToUnixTimeMilliseconds()
            ),
            FromKey is null
                ? JsonSerializer.SerializeToUtf8Bytes(held.Value, Json(FactJson.With(new StringPool())))
                : [],
            source
        );

    private int Compare(DatedFact<T> one, DatedFact<T> other)
    {
        var byValue = Order(one.Value, other.Value);
        return byValue != 0 ? byValue : Nullable.Compare(one.ValidFrom, other.ValidFrom);
    }

    private sealed class Rows(
        FactKind<T> kind,
        ImmutableArray<DatedFact<T>> facts,
        Func<DatedFact<T>, string> key,
        ILookup<string, DatedFact<T>> earlier,
        IReadOnlyDictionary<string, IReadOnlyList<ToldRow>> told
    ) : DraftRows
    {
        public override IReadOnlyDictionary<string, IReadOnlyList<ToldRow>> Told => told;

        private readonly JsonTypeInfo<T>? _json = kind.FromKey is null ? Json(FactJson.With(new StringPool())) : null;
        private readonly ArrayBufferWriter<byte> _buffer = new(4096);
        private Utf8JsonWriter? _writer;

        public override int Count => facts.Length;

        public override string Key(int row) => key(facts[row]);

        public override DateTimeOffset? ValidFrom(int row) => facts[row].ValidFrom;

        public override DateTimeOffset? ValidTo(int row) => facts[row].ValidTo;

        public override string? Source(int row) => facts[row].Source;

        public override ReadOnlySpan<byte> Body(int row)
        {
            if (_json is null)
            {
                return [];
            }

            _buffer.ResetWrittenCount();
            _writer ??= new Utf8JsonWriter(
                _buffer,
                new JsonWriterOptions { Encoder = _json.Options.Encoder, SkipValidation = true }
            );
            _writer.Reset();
            JsonSerializer.Serialize(_writer, facts[row].Value, _json);
            _writer.Flush();
            return _buffer.WrittenSpan;
        }

        public override IReadOnlyList<EarlierVersion> Earlier(int row) => Versions(earlier[Key(row)]);

        public override IReadOnlyList<EarlierVersion> After(int row, ReadOnlySpan<byte> storedBody)
        {
            if (earlier.Count == 0 || _json is null || kind.FollowsAtOnce is not { } follows)
            {
                return [];
            }

            var stored = JsonSerializer.Deserialize(storedBody, _json)!;
            return Versions(earlier[Key(row)].SkipWhile(version => !follows(stored, version.Value)));
        }

        private EarlierVersion[] Versions(IEnumerable<DatedFact<T>> versions) =>
            _json is null
                ? []
                :
                [
                    .. versions.Select(version => new EarlierVersion(
                        version.ValidFrom!.Value.ToUnixTimeMilliseconds(),
                        version.ValidTo!.Value.ToUnixTimeMilliseconds(),
                        JsonSerializer.SerializeToUtf8Bytes(version.Value, _json)
                    )),
                ];

        public override bool Follows(int row, ReadOnlySpan<byte> storedBody) =>
            kind.FollowsAtOnce is { } follows
            && _json is not null
            && JsonSerializer.Deserialize(storedBody, _json) is { } stored
            && follows(stored, facts[row].Value);
    }
}
