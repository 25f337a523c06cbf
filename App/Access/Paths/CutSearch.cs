namespace GovernanceDashboard.Access.Paths;

/// <summary>What a search for the smallest cuts came to. Points ascending inside a cut.</summary>
/// <param name="SizeAtLeast">No cut is smaller.</param>
/// <param name="Total">Cuts of the found size; a lower bound where not <paramref name="IsExact"/>.</param>
internal sealed record FoundCuts(IReadOnlyList<int[]> Cuts, int Size, int SizeAtLeast, int Total, bool IsExact);

/// <summary>
/// The smallest sets of points whose removal ends a pair's access. Removing a membership can lift a deny or an exception, so that
/// cutting is not monotone; but at every trial that still reads there is a witness, a few points of which one must go whatever else
/// does. Branching over witnesses, one size after another, therefore meets every smallest cut, and each is verified by deciding anew.
/// </summary>
internal sealed class CutSearch(PairModel model)
{
    private const int MostTrials = 3_000;
    private const int MostKept = 1_000;

    private readonly PairTrial _trial = new(model);
    private readonly bool[] _isForbidden = new bool[model.Points];
    private readonly List<int> _removed = [];
    private readonly List<int[]> _found = [];
    private int _total;
    private int _trials;

    /// <summary>Null where the account cannot read.</summary>
    internal FoundCuts? Run()
    {
        if (!_trial.Reads())
        {
            return null;
        }

        for (var size = DisjointWitnesses(); ; size++)
        {
            var isComplete = Branch(size);
            if (_found.Count > 0)
            {
                return new(_found, size, size, _total, isComplete && _found.Count == _total);
            }

            if (!isComplete)
            {
                var cut = Greedy();
                return new([cut], cut.Length, size, 1, false);
            }
        }
    }

    // Every cut needs a point of each of them.
    private int DisjointWitnesses()
    {
        var used = new HashSet<int>();
        return _trial.Witnesses().OrderBy(witness => witness.Count).Count(witness => IsApart(witness));

        bool IsApart(List<int> witness)
        {
            if (used.Overlaps(witness))
            {
                return false;
            }

            used.UnionWith(witness);
            return true;
        }
    }

    /// <returns>False where the search was given up.</returns>
    private bool Branch(int size)
    {
        if (++_trials > MostTrials)
        {
            return false;
        }

        if (!_trial.Reads())
        {
            Keep();
            return true;
        }

        if (_removed.Count == size)
        {
            return true;
        }

        var isComplete = true;
        var tried = _trial.Witness(_isForbidden).Where(point => !_isForbidden[point]).ToArray();
        foreach (var point in tried)
        {
            _trial.Remove(point);
            _removed.Add(point);
            isComplete = isComplete && Branch(size);
            _removed.RemoveAt(_removed.Count - 1);
            _trial.Restore(point);

            // Cuts that hold this point have been met.
            _isForbidden[point] = true;
        }

        foreach (var point in tried)
        {
            _isForbidden[point] = false;
        }

        return isComplete;
    }

    private void Keep()
    {
        _total++;
        if (_found.Count < MostKept)
        {
            _found.Add([.. _removed.Order()]);
        }
    }

    // Takes the point that most witnesses share until nothing is read, then gives back what was not needed.
    private int[] Greedy()
    {
        var cut = new List<int>();
        while (_trial.Reads())
        {
            var point = _trial
                .Witnesses()
                .SelectMany(witness => witness)
                .GroupBy(candidate => candidate)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key)
                .First()
                .Key;
            _trial.Remove(point);
            cut.Add(point);
        }

        foreach (var point in cut.ToArray())
        {
            _trial.Restore(point);
            if (_trial.Reads())
            {
                _trial.Remove(point);
            }
            else
            {
                cut.Remove(point);
            }
        }

        foreach (var point in cut)
        {
            _trial.Restore(point);
        }

        return [.. cut.Order()];
    }
}
