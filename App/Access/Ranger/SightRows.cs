namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// The state of <see cref="SightOrder"/>'s walk for every account at once, in bit rows: what each type came to at which priority, what is
/// ruled so far, and for whom the walk has ended. For one list and one thread.
/// </summary>
/// <param name="priorities">Those of the list's policies, highest first; a row is kept for each.</param>
internal sealed class SightRows(int words, int types, int[] priorities)
{
    private readonly ulong[][][] _allowed = Rows(words, types, priorities.Length); // by type, by priority
    private readonly ulong[][][] _denied = Rows(words, types, priorities.Length);
    private readonly ulong[][] _ruledAt = Rows(words, priorities.Length); // the priority of the ruling so far
    private readonly ulong[] _shown = new ulong[words];
    private readonly ulong[] _hidden = new ulong[words];
    private readonly ulong[] _final = new ulong[words];
    private readonly ulong[] _asked = new ulong[words]; // by the policy at hand
    private readonly ulong[] _hearing = new ulong[words]; // of those, whom the policy has not yet allowed anything
    private ulong[]? _hiddenByTags; // known once the tags' policies are through
    private CompiledPolicy _policy = null!;
    private readonly ulong[] _ending = new ulong[words]; // for whom the policy ends the walk where it denies nobody
    private int _at;

    internal ReadOnlySpan<ulong> Seen => _shown;

    internal ReadOnlySpan<ulong> Hidden => _hidden;

    /// <param name="concerned">Those for whom the policy's resource matches, and to whom it may speak.</param>
    /// <param name="ending">Those for whom the policy is counted on to be there, and so to end the walk where it denies nobody.</param>
    internal void Enter(CompiledPolicy policy, PrincipalSet concerned, PrincipalSet ending)
    {
        _policy = policy;
        ending.WriteInto(_ending);
        _at = Array.IndexOf(priorities, policy.Priority);
        if (!policy.Source.IsTagPolicy && _hiddenByTags is null)
        {
            Array.Clear(_final);
            _hiddenByTags = (ulong[])_hidden.Clone();
        }

        Array.Clear(_asked);
        concerned.OrInto(_asked);
        if (_hiddenByTags is not null)
        {
            EndBeforeLower(_hiddenByTags);
        }

        BitRow.AndNot(_asked, _final);
        _asked.CopyTo(_hearing, 0);
    }

    /// <summary>What the policy says on one type, types in order.</summary>
    internal void Hear(int type, PrincipalSet allow, PrincipalSet deny)
    {
        if (allow.IsEmpty && deny.IsEmpty)
        {
            return;
        }

        Span<ulong> allowed = allow.ToRow();
        Span<ulong> denied = deny.ToRow();
        for (var word = 0; word < words; word++)
        {
            var (allowing, denying) = (allowed[word] & _hearing[word], denied[word] & _hearing[word]);
            var (above, allowedAbove) = (0UL, 0UL);
            for (var higher = 0; higher < _at; higher++)
            {
                allowedAbove |= _allowed[type][higher][word];
                above |= _allowed[type][higher][word] | _denied[type][higher][word];
            }

            var replaced = (allowing | denying) & ~above;
            for (var lower = _at; lower < priorities.Length; lower++)
            {
                _allowed[type][lower][word] &= ~replaced;
                _denied[type][lower][word] &= ~replaced;
            }

            _allowed[type][_at][word] |= allowing & replaced;
            _denied[type][_at][word] |= denying & replaced;
            _hearing[word] &= ~(allowing & (replaced | allowedAbove));
        }
    }

    internal void Leave()
    {
        for (var word = 0; word < words; word++)
        {
            Rule(word);
            var ended = _policy.HoldsDenies ? 0 : _shown[word] & _ending[word];
            _final[word] |= _asked[word] & (_hidden[word] | ended);
        }
    }

    private void EndBeforeLower(ulong[] hiddenByTags)
    {
        for (var word = 0; word < words; word++)
        {
            var higher = 0UL;
            for (var at = 0; at < _at; at++)
            {
                higher |= _ruledAt[at][word];
            }

            _final[word] |=
                _asked[word]
                & (
                    (hiddenByTags[word] & (higher | _ruledAt[_at][word]))
                    | (~hiddenByTags[word] & _shown[word] & higher)
                );
        }
    }

    private void Rule(int word)
    {
        var open = _asked[word];
        var hidden = open;
        for (var type = 0; type < types; type++)
        {
            var denied = 0UL;
            for (var at = 0; at < priorities.Length; at++)
            {
                denied |= _denied[type][at][word];
                Note(open & _allowed[type][at][word], at, word, _shown, _hidden);
                open &= ~_allowed[type][at][word];
            }

            hidden &= denied;
        }

        for (var at = 0; at < priorities.Length && types > 0; at++)
        {
            Note(open & hidden & _denied[0][at][word], at, word, _hidden, _shown);
        }
    }

    private void Note(ulong ruled, int at, int word, ulong[] into, ulong[] from)
    {
        if (ruled == 0)
        {
            return;
        }

        into[word] |= ruled;
        from[word] &= ~ruled;
        foreach (var row in _ruledAt)
        {
            row[word] &= ~ruled;
        }

        _ruledAt[at][word] |= ruled;
    }

    private static ulong[][] Rows(int words, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new ulong[words])];

    private static ulong[][][] Rows(int words, int types, int count) =>
        [.. Enumerable.Range(0, types).Select(_ => Rows(words, count))];
}
