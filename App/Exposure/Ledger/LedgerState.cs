using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What is so now, table by table, and the sheets that it is written into. For one thread.</summary>
/// <param name="only">Of the people these; null for all.</param>
internal sealed class LedgerState(LedgerPeople people, LedgerTables tables, PrincipalSet? only, DateTimeOffset from)
{
    private const int SureLayers = 1 << (int)LedgerLayer.GrossSure | 1 << (int)LedgerLayer.NetSure;
    private const int PossibleLayers = 1 << (int)LedgerLayer.GrossPossible | 1 << (int)LedgerLayer.NetPossible;
    private const int Known = 1 << 30;

    private readonly TableSlice?[] _sliceOf = new TableSlice?[tables.Count];
    private readonly int[] _audienceOf = new int[tables.Count];
    private readonly ReaderWeights?[] _weights = new ReaderWeights?[tables.Count];
    private readonly KindReaders?[] _kindOf = new KindReaders?[tables.Count];
    private WeighedKinds? _byRule;
    private readonly HashSet<int> _unsliced = [];
    private readonly List<Audience> _audiences = [];
    private readonly PrincipalSet?[] _alone = new PrincipalSet?[people.None.Universe];

    internal SheetBook Sheets { get; } = new(tables.Count);

    internal SliceBook Slices { get; } = new();

    internal KindBook Kinds { get; } = new(people);

    /// <summary>What tables weigh whose weight follows from the rules of their columns.</summary>
    internal WeighedKinds ByRule => _byRule ??= new(people, tables.Count, Weighed);

    /// <summary>What tables weigh that weigh differently to different readers, where only an index can tell how much; and the sums of all.</summary>
    internal WeighedTables Weighed { get; } = new(people, tables.Count, from);

    /// <summary>Tables decided while something was open: they stand in no slice.</summary>
    internal IReadOnlySet<int> Unsliced => _unsliced;

    /// <summary>What a table weighs from now on that no rule weighs.</summary>
    internal void Weigh(int table, ReaderWeights weights)
    {
        if (_weights[table]!.IsLike(weights))
        {
            return;
        }

        _weights[table] = weights;
        Weighed.Touch(table);
    }

    internal void Declare(int table, int audience) => _audienceOf[table] = audience;

    /// <param name="found">What was found of it.</param>
    internal void Put(int table, TableAhead found, int audience)
    {
        Leave(table);
        (_sliceOf[table], _audienceOf[table], _kindOf[table]) = (found.Slice, audience, found.Kind);
        _weights[table] = found.Weights;
        found.Slice.Tables.Add(table);
        if (found.Kind is { } kind)
        {
            kind.Tables++;
        }

        if (found.Weights is { IsByReader: true })
        {
            found.Slice.Weighed.Add(table);
        }
    }

    /// <summary>The table is not there, or stands apart from now on.</summary>
    internal void Leave(int table)
    {
        if (_sliceOf[table] is { } slice)
        {
            slice.Tables.Remove(table);
            slice.Weighed.Remove(table);
        }

        if (_kindOf[table] is { } kind)
        {
            kind.Tables--;
        }

        (_sliceOf[table], _kindOf[table]) = (null, null);
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
        var sheets = Sheets.Concerned(slices, audiences);
        foreach (var person in whom ?? [])
        {
            Move(person, sheets, enabled, at);
        }

        foreach (var sheet in sheets)
        {
            var (slice, audience) = (sheet.Live!.Slice!, sheet.Live.Audience);
            if (
                (whom is null || slice.Rule is null)
                && SheetBook.Put(sheet, SetsOf(slice, audience, enabled), at.UtcTicks)
            )
            {
                Touch(sheet);
            }
        }
    }

    // As SetsOf says of one person, in those sheets of which a rule tells.
    private void Move(int person, List<Sheet> sheets, PrincipalSet enabled, DateTimeOffset at)
    {
        int[] accounts = [.. people.FurtherOf(person).Prepend(person).Where(enabled.Contains)];
        var isAsked = only is null || only.Contains(person);
        var meant = new int[_audiences.Count]; // by audience the layers in which they can be at all, and a bit that says that it is known
        foreach (var sheet in sheets)
        {
            var (slice, audience) = (sheet.Live!.Slice!, sheet.Live.Audience);
            if (slice.Rule is null)
            {
                continue;
            }

            if (meant[audience] == 0)
            {
                meant[audience] = Known | (isAsked ? LayersOf(_audiences[audience], person) : 0);
            }

            var held = 0;
            foreach (var account in accounts)
            {
                held |= slice.Readers.Is(account, isSure: true) ? SureLayers : 0;
                held |= slice.Readers.Is(account, isSure: false) ? PossibleLayers : 0;
            }

            if (Sheets.Put(sheet, person, held & meant[audience], at.UtcTicks, Alone))
            {
                Touch(sheet);
            }
        }
    }

    private void Touch(Sheet sheet)
    {
        ByRule.Touch(sheet);
        foreach (var table in sheet.Live!.Slice!.Weighed)
        {
            Weighed.Touch(table);
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
        ByRule.Count(at.UtcTicks);
        foreach (var table in Weighed.Touched(isAll))
        {
            var sheet = Sheets.Of(table);
            Settle(table, sheet, at);
            if (_weights[table] is not { IsByReader: true } weights || sheet is null)
            {
                Weighed.Put(table, null, at);
                continue;
            }

            Weighed.Put(table, Weighed.RatesOf(sheet, weights, enabled), at);
        }
    }

    internal void Finish(DateTimeOffset to)
    {
        ByRule.Finish(to.UtcTicks);
        Weighed.Finish(to);
        Sheets.Finish(to.UtcTicks);
    }

    private void Settle(int table, Sheet? sheet, DateTimeOffset at)
    {
        var weights = _weights[table];
        var (low, high) = weights is null or { IsByReader: true } ? (0, 0) : (weights.Whole.Low, weights.Whole.High);
        Sheets.Put(table, sheet, low, high, at.UtcTicks);
        ByRule.Put(table, sheet, _kindOf[table], at.UtcTicks);
    }

    private ExposedSets SetsOf(TableSlice slice, int audience, PrincipalSet enabled)
    {
        var sure = people.Fold(slice.Readers.Sure, enabled);
        var sets = ExposedSets.Of(
            sure,
            slice.Readers.IsCertain ? sure : people.Fold(slice.Readers.Possible, enabled),
            _audiences[audience]
        );
        return only is { } some ? sets.Within(some) : sets;
    }

    // Layers in which somebody who reads stands outside of the audience.
    private static int LayersOf(Audience audience, int person)
    {
        var (isGross, isNet) = (!audience.Gross.Contains(person), !audience.Net.Contains(person));
        return Bit(LedgerLayer.GrossSure, audience.IsDeclared && isGross)
            | Bit(LedgerLayer.GrossPossible, isGross)
            | Bit(LedgerLayer.NetSure, audience.IsDeclared && isNet)
            | Bit(LedgerLayer.NetPossible, isNet);

        static int Bit(LedgerLayer layer, bool isIn) => isIn ? 1 << (int)layer : 0;
    }

    private PrincipalSet Alone(int person) =>
        person < 0 ? people.None : _alone[person] ??= PrincipalSet.FromSorted(people.None.Universe, [person]);
}
