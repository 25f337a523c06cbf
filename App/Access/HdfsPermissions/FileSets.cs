using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>
/// Sets of accounts under small numbers: equal sets share one, and so do unions and intersections asked for before. An estate has few
/// kinds of permissions and tens of thousands of paths. For one thread at a time.
/// </summary>
internal sealed class FileSets
{
    private readonly List<Bounds> _sets = [];
    private readonly Dictionary<Bounds, int> _numbers = [];
    private readonly Dictionary<(int, int), int> _both = [];
    private readonly Dictionary<(int, int), int> _either = [];

    internal FileSets(AccountDirectory accounts)
    {
        None = Number(new(accounts.None, accounts.None));
        All = Number(new(accounts.All, accounts.All));
        Unknown = Number(new(accounts.None, accounts.All));
    }

    internal int None { get; }

    internal int All { get; }

    /// <summary>Nobody surely, everybody possibly.</summary>
    internal int Unknown { get; }

    internal Bounds this[int number] => _sets[number];

    internal int Number(Bounds set)
    {
        if (!_numbers.TryGetValue(set, out var number))
        {
            number = _sets.Count;
            _sets.Add(set);
            _numbers.Add(set, number);
        }

        return number;
    }

    internal int Both(int left, int right)
    {
        if (left == right || right == All)
        {
            return left;
        }

        if (left == All)
        {
            return right;
        }

        var key = (left, right);
        if (!_both.TryGetValue(key, out var number))
        {
            var (one, other) = (_sets[left], _sets[right]);
            number = Number(new(one.Sure.Intersect(other.Sure), one.Possible.Intersect(other.Possible)));
            _both.Add(key, number);
        }

        return number;
    }

    internal int Either(int left, int right)
    {
        if (left == right || right == None)
        {
            return left;
        }

        if (left == None)
        {
            return right;
        }

        var key = (left, right);
        if (!_either.TryGetValue(key, out var number))
        {
            var (one, other) = (_sets[left], _sets[right]);
            number = Number(new(one.Sure.Union(other.Sure), one.Possible.Union(other.Possible)));
            _either.Add(key, number);
        }

        return number;
    }
}
