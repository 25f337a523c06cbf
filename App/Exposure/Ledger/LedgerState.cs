using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What is so now, table by table, and the sheets that it is written into. For one thread.</summary>
/// <param name="only">Of the people these; null for all.</param>
internal sealed class LedgerState(LedgerPeople people, LedgerTables tables, PrincipalSet? only, DateTimeOffset from)
{
    private readonly TableSlice?[] _sliceOf = new TableSlice?[tables.Count];
    private readonly int[] _audienceOf = new int[tables.Count];
    private readonly ReaderWeights?[] _weights = new ReaderWeights?[tables.Count];
    private readonly WeighKind?[] _kindOf = new WeighKind?[tables.Count];
    private readonly HashSet<int> _unsliced = [];
    private readonly List<Audience> _audiences = [];
    private readonly PrincipalSet?[] _alone = new PrincipalSet?[people.None.Universe];

    internal SheetBook Sheets { get; } = new(tables.Count);

    internal SliceBook Slices { get; } = new();

    /// <summary>What tables weigh that weigh differently to different readers.</summary>
    internal WeighedTables Weighed { get; } = new(people, tables.Count, from);

    /// <summary>Tables decided while something was open: they stand in no slice.</summary>
    internal IReadOnlySet<int> Unsliced => _unsliced;

    /// <summary>Null where nothing but an index can tell what the table weighs.</summary>
    internal WeighKind? KindOf(int table) => _sliceOf[table] is { Rule: not null } ? _kindOf[table] : null;

    /// <summary>What tables of one kind, or one table, weigh from now on.</summary>
    internal void Weigh(TableSlice slice, int[] same, ReaderWeights weights)
    {
        if (_weights[same[0]]!.IsLike(weights))
        {
            return;
        }

        if (KindOf(same[0]) is { } kind)
        {
            slice.Weights[kind] = weights;
        }

        foreach (var table in same)
        {
            _weights[table] = weights;
            Weighed.Touch(table);
        }
    }

    internal void Declare(int table, int audience) => _audienceOf[table] = audience;

    internal void Put(int table, TableSlice slice, ReaderWeights weights, WeighKind? kind, int audience)
    {
        Leave(table);
        (_sliceOf[table], _audienceOf[table], _kindOf[table]) = (slice, audience, kind);
        _weights[table] = KindOf(table) is { } known ? Shared(slice, known, weights) : weights;
        slice.Tables.Add(table);
        if (weights.IsByReader)
        {
            slice.Weighed.Add(table);
        }
    }

    // One object for all tables of the kind.
    private static ReaderWeights Shared(TableSlice slice, WeighKind kind, ReaderWeights weights)
    {
        if (slice.Weights.TryGetValue(kind, out var known) && known.IsLike(weights))
        {
            return known;
        }

        return slice.Weights[kind] = weights;
    }

    /// <summary>The table is not there, or stands apart from now on.</summary>
    internal void Leave(int table)
    {
        if (_sliceOf[table] is { } slice)
        {
            slice.Tables.Remove(table);
            slice.Weighed.Remove(table);
        }

        _sliceOf[table] = null;
        _unsliced.Remove(table);
    }

    internal void PutApart(int table, ExposedSets sets, ReaderWeights weights, DateTimeOffset at)
    {
        Leave(table);
        _unsliced.Add(table);
        _weights[table] = weights;
        Settle(table, sets.IsNobody ? null : Sheets.Apart(sets, at.UtcTicks), at);
        Weighed.Touch(table);
    }

    /// <summary>While something is open audiences are resolved world by world: those known here are out of date afterwards.</summary>
    internal void ForgetAudiences() => _audiences.Clear();

    /// <summary>Brings the audiences up to date.</summary>
    /// <returns>Those that are others now.</returns>
    internal HashSet<int> Resolve(
        AudienceBook book,
        MembershipClosure closure,
        PrincipalSet enabled,
        HashSet<PrincipalId> containers,
        bool isAboutAccounts
    )
    {
        var changed = new HashSet<int>();
        for (var number = 0; number < book.Count; number++)
        {
            if (number == _audiences.Count)
            {
                _audiences.Add(book.Resolve(book[number], closure, enabled));
            }
            else if (isAboutAccounts || book[number].Containers.Any(containers.Contains))
            {
                var now = book.Resolve(book[number], closure, enabled);
                if (!now.Gross.Equals(_audiences[number].Gross) || !now.Net.Equals(_audiences[number].Net))
                {
                    _audiences[number] = now;
                    changed.Add(number);
                }
            }
        }

        return changed;
    }

    /// <summary>Lets people come and go in sheets.</summary>
    /// <param name="slices">Slices whose readers may be others; null for all.</param>
    /// <param name="audiences">Audiences that are; null for all.</param>
    /// <param name="whom">Identities whom it is about; null for anybody.</param>
    internal void Move(
        IReadOnlyCollection<TableSlice>? slices,
        IReadOnlyCollection<int>? audiences,
        IReadOnlyCollection<int>? whom,
        PrincipalSet enabled,
        DateTimeOffset at
    )
    {
        foreach (var (sheet, slice, audience) in Sheets.Concerned(slices, audiences).ToArray())
        {
            var isOther = false;
            if (whom is not null && slice.Rule is not null)
            {
                foreach (var person in whom)
                {
                    isOther |= Sheets.Put(
                        sheet,
                        person,
                        LayersOf(slice, _audiences[audience], person, enabled),
                        at.UtcTicks,
                        Alone
                    );
                }
            }
            else
            {
                isOther = Sheets.Put(sheet, SetsOf(slice, audience, enabled), at.UtcTicks);
            }

            if (isOther)
            {
                foreach (var table in slice.Weighed)
                {
                    Weighed.Touch(table);
                }
            }
        }
    }

    /// <summary>Puts a table that was decided into its sheet.</summary>
    internal void Settle(int table, bool isInScope, PrincipalSet enabled, DateTimeOffset at)
    {
        var sheet =
            _sliceOf[table] is { } slice && isInScope
                ? Sheets.Find(slice, _audienceOf[table])
                    ?? Sheets.Begin(slice, _audienceOf[table], SetsOf(slice, _audienceOf[table], enabled), at.UtcTicks)
                : null;
        Settle(table, sheet, at);
        if (_weights[table] is { IsByReader: true } || Weighed.Holds(table))
        {
            Weighed.Touch(table);
        }
    }

    /// <summary>Brings up to date what tables weigh to their readers.</summary>
    internal void Weigh(PrincipalSet enabled, bool isAll, DateTimeOffset at)
    {
        var made = new Dictionary<Sheet, Dictionary<ReaderWeights, double[]>>();
        foreach (var table in Weighed.Touched(isAll))
        {
            var sheet = Sheets.Of(table);
            Settle(table, sheet, at);
            if (_weights[table] is not { IsByReader: true } weights || sheet is null)
            {
                Weighed.Put(table, null, at);
                continue;
            }

            if (!made.TryGetValue(sheet, out var rates))
            {
                made.Add(sheet, rates = new(ReferenceEqualityComparer.Instance));
            }

            if (!rates.TryGetValue(weights, out var known))
            {
                rates.Add(weights, known = Weighed.RatesOf(sheet, Sheets, weights, enabled));
            }

            Weighed.Put(table, known, at);
        }
    }

    internal void Finish(DateTimeOffset to)
    {
        Weighed.Finish(to);
        Sheets.Finish(to.UtcTicks);
    }

    private void Settle(int table, Sheet? sheet, DateTimeOffset at)
    {
        var weights = _weights[table];
        var (low, high) = weights is null or { IsByReader: true } ? (0, 0) : (weights.Whole.Low, weights.Whole.High);
        Sheets.Put(table, sheet, low, high, at.UtcTicks);
    }

    private ExposedSets SetsOf(TableSlice slice, int audience, PrincipalSet enabled)
    {
        var sure = people.Fold(slice.Sure, enabled);
        var sets = ExposedSets.Of(
            sure,
            ReferenceEquals(slice.Sure, slice.Possible) ? sure : people.Fold(slice.Possible, enabled),
            _audiences[audience]
        );
        return only is { } some ? sets.Within(some) : sets;
    }

    // As SetsOf says of one person.
    private int LayersOf(TableSlice slice, Audience audience, int person, PrincipalSet enabled)
    {
        if (only is { } some && !some.Contains(person))
        {
            return 0;
        }

        var (isSure, isPossible) = (false, false);
        Add(person);
        foreach (var account in people.FurtherOf(person))
        {
            Add(account);
        }

        var (isGross, isNet) = (!audience.Gross.Contains(person), !audience.Net.Contains(person));
        return Bit(LedgerLayer.GrossSure, isSure && audience.IsDeclared && isGross)
            | Bit(LedgerLayer.GrossPossible, isPossible && isGross)
            | Bit(LedgerLayer.NetSure, isSure && audience.IsDeclared && isNet)
            | Bit(LedgerLayer.NetPossible, isPossible && isNet);

        void Add(int account)
        {
            if (enabled.Contains(account))
            {
                isSure |= slice.Sure.Contains(account);
                isPossible |= slice.Possible.Contains(account);
            }
        }

        static int Bit(LedgerLayer layer, bool isIn) => isIn ? 1 << (int)layer : 0;
    }

    private PrincipalSet Alone(int person) =>
        person < 0 ? people.None : _alone[person] ??= PrincipalSet.FromSorted(people.None.Universe, [person]);
}
