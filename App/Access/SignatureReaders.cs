using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who reads (Full or Partial) and who sees the tables of each signature. Signatures that differ in the owner alone share one set: the
/// owner's own answer is put in afterwards. Thread-safe; what is cached counts against the index's budget.
/// </summary>
internal sealed class SignatureReaders
{
    private readonly AccountDirectory _accounts;
    private readonly AccessSets _sets;
    private readonly ImmutableArray<PolicyList> _lists;
    private readonly TableLists[] _signatures;
    private readonly int[] _readingOf;
    private readonly List<PolicyList[]> _readings = [];
    private readonly Bounds?[] _readers;
    private readonly Bounds?[] _people;

    internal SignatureReaders(
        TableLists[] signatures,
        ImmutableArray<PolicyList> lists,
        AccessSets sets,
        AccountDirectory accounts
    )
    {
        _accounts = accounts;
        _sets = sets;
        _lists = lists;
        _signatures = signatures;
        _readingOf = new int[signatures.Length];
        var single = new int[lists.Length]; // one more than the reading of the list alone; 0 = none yet
        var several = new Dictionary<TableLists, int>();
        for (var signature = 0; signature < signatures.Length; signature++)
        {
            var reading = signatures[signature].Reading;
            if (reading.Length == 1)
            {
                var list = lists[reading[0]].WithoutOwner;
                if (single[list.Number] == 0)
                {
                    _readings.Add([list]);
                    single[list.Number] = _readings.Count;
                }

                _readingOf[signature] = single[list.Number] - 1;
                continue;
            }

            var key = new TableLists(
                0,
                [.. reading.Select(list => lists[list].WithoutOwner.Number).Distinct().Order()],
                []
            );
            if (!several.TryGetValue(key, out var number))
            {
                several.Add(key, number = _readings.Count);
                _readings.Add([.. key.Columns.Select(list => lists[list])]);
            }

            _readingOf[signature] = number;
        }

        _readers = new Bounds?[_readings.Count];
        _people = new Bounds?[_readings.Count];
    }

    /// <summary>Accounts at level Full or Partial.</summary>
    internal Bounds Readers(int signature)
    {
        var (owner, decision) = OwnersOwn(signature);
        var readers = SharedReaders(_readingOf[signature]);
        return owner < 0 ? readers : AccessSets.With(readers, owner, decision);
    }

    /// <summary>The people behind the readers.</summary>
    internal Bounds People(int signature)
    {
        var reading = _readingOf[signature];
        var readers = SharedReaders(reading);
        var people = _people[reading] ?? SharedPeople(reading, readers);
        var (owner, decision) = OwnersOwn(signature);
        if (owner < 0)
        {
            return people;
        }

        var patched = AccessSets.With(readers, owner, decision);
        if (ReferenceEquals(patched.Sure, readers.Sure) && ReferenceEquals(patched.Possible, readers.Possible))
        {
            return people;
        }

        var identity = _accounts.IdentityOf(owner);
        return decision == AccessDecision.Allowed && _accounts.People.Contains(identity)
            ? AccessSets.With(people, identity, decision)
            : PeopleOf(patched);
    }

    /// <summary>As <see cref="Readers"/> and <see cref="People"/>, written into rows: nothing is allocated, kept or looked up in a cache.</summary>
    internal void Write(int signature, ReaderBits row)
    {
        var lists = _readings[_readingOf[signature]];
        var (owner, decision) = OwnersOwn(signature);
        row.IsCertain = decision != AccessDecision.Conditional;
        foreach (var list in lists)
        {
            row.IsCertain &= _sets.Rows.Sources.IsCertain(list);
        }

        Write(lists, true, row.Sure, row.Scratch, owner, decision == AccessDecision.Allowed);
        row.Readers = BitRow.Count(row.Sure);
        _accounts.FoldIntoPeople(row.Sure);
        if (!row.IsCertain)
        {
            Write(lists, false, row.Possible, row.Scratch, owner, decision != AccessDecision.Denied);
            _accounts.FoldIntoPeople(row.Possible);
        }
    }

    /// <summary>Accounts that see that the table is there.</summary>
    internal Bounds Sight(int signature)
    {
        var visibility = _signatures[signature].Visibility;
        var bounds = _sets.Visibility(_lists[visibility[0]]);
        foreach (var list in visibility.AsSpan()[1..])
        {
            var more = _sets.Visibility(_lists[list]);
            bounds = new(bounds.Sure.Union(more.Sure), bounds.Possible.Union(more.Possible));
        }

        return bounds;
    }

    private void Write(PolicyList[] lists, bool isSure, Span<ulong> row, RowScratch scratch, int owner, bool isOwnerIn)
    {
        _sets.Rows.WriteInto(lists[0], isSure, row, scratch);
        foreach (var list in lists.AsSpan(1))
        {
            _sets.Rows.OrInto(list, isSure, row, scratch);
        }

        if (owner >= 0)
        {
            BitRow.Put(row, owner, isOwnerIn);
        }
    }

    private Bounds SharedReaders(int reading)
    {
        if (_readers[reading] is { } known)
        {
            return known;
        }

        var lists = _readings[reading];
        var bounds = _sets.Access(lists[0]);
        for (var i = 1; i < lists.Length; i++)
        {
            var other = _sets.Access(lists[i]);
            var sure = bounds.Sure.Union(other.Sure);
            bounds = new(sure, bounds.IsCertain && other.IsCertain ? sure : bounds.Possible.Union(other.Possible));
        }

        // A single list keeps its own set: there is nothing more to keep.
        if (lists.Length > 1 && _sets.Reserve(bounds))
        {
            _readers[reading] = bounds;
        }

        return bounds;
    }

    private Bounds SharedPeople(int reading, Bounds readers)
    {
        var people = PeopleOf(readers);
        if (_sets.Reserve(people))
        {
            _people[reading] = people;
        }

        return people;
    }

    private Bounds PeopleOf(Bounds readers)
    {
        var sure = _accounts.PeopleOf(readers.Sure);
        return new(sure, readers.IsCertain ? sure : _accounts.PeopleOf(readers.Possible));
    }

    // The owner reads where any of the columns' lists allows it.
    private (int Owner, AccessDecision Decision) OwnersOwn(int signature)
    {
        var owner = -1;
        var reading = _signatures[signature].Reading;
        foreach (var list in reading)
        {
            owner = Math.Max(owner, _lists[list].Owner);
        }

        var decision = AccessDecision.Denied;
        if (owner >= 0)
        {
            foreach (var list in reading)
            {
                decision = Better(decision, _sets.Decide(_lists[list], owner));
            }
        }

        return (owner, decision);
    }

    private static AccessDecision Better(AccessDecision left, AccessDecision right) =>
        left == AccessDecision.Allowed || right == AccessDecision.Allowed ? AccessDecision.Allowed
        : left == AccessDecision.Conditional || right == AccessDecision.Conditional ? AccessDecision.Conditional
        : AccessDecision.Denied;
}
