using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who reads (Full or Partial) and who sees the tables of each signature. Signatures that differ in the owner alone share one set: the
/// owner's own answer is put in afterwards. Thread-safe; what is cached counts against the bound of <see cref="AccessSets"/>.
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
        var numbers = new Dictionary<TableLists, int>();
        for (var signature = 0; signature < signatures.Length; signature++)
        {
            int[] ownerless =
            [
                .. Asked(signatures[signature]).Select(list => lists[list].WithoutOwner.Number).Distinct().Order(),
            ];
            var key = new TableLists(0, [.. ownerless], []);
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = numbers.Count);
                _readings.Add(Array.ConvertAll(ownerless, list => lists[list]));
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

    /// <summary>Whether a signature here and one of another index (over the same accounts) surely have the same readers. False may mean yes.</summary>
    /// <param name="known">Answers for pairs of shared sets, kept by the caller between calls.</param>
    internal bool Agrees(int signature, SignatureReaders other, int otherSignature, Dictionary<(int, int), bool> known)
    {
        var pair = (_readingOf[signature], other._readingOf[otherSignature]);
        if (!known.TryGetValue(pair, out var isSame))
        {
            var (mine, theirs) = (SharedReaders(pair.Item1), other.SharedReaders(pair.Item2));
            known.Add(pair, isSame = mine.Sure.Equals(theirs.Sure));
        }

        return isSame && OwnersOwn(signature) == other.OwnersOwn(otherSignature);
    }

    /// <summary>Accounts that see that the table is there.</summary>
    internal Bounds Sight(int signature)
    {
        var visibility = _signatures[signature].Visibility;
        var bounds = _sets.Visibility(_lists[visibility[0]]);
        foreach (var list in visibility.Skip(1))
        {
            var more = _sets.Visibility(_lists[list]);
            bounds = new(bounds.Sure.Union(more.Sure), bounds.Possible.Union(more.Possible));
        }

        return bounds;
    }

    private static ImmutableArray<int> Asked(TableLists signature) =>
        signature.Columns.IsEmpty ? [signature.Table] : signature.Columns;

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
        foreach (var list in Asked(_signatures[signature]))
        {
            owner = Math.Max(owner, _lists[list].Owner);
        }

        var decision = AccessDecision.Denied;
        if (owner >= 0)
        {
            foreach (var list in Asked(_signatures[signature]))
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
