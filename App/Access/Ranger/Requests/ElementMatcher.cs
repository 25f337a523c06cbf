using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>One level of a policy's resource against one level of a request (semantics, section 4).</summary>
internal sealed class ElementMatcher
{
    private readonly bool _isExcludes;
    private readonly ImmutableArray<ValueMatcher> _values;

    internal ElementMatcher(LevelDefinition level, ResourceValues written)
    {
        _isExcludes = written.IsExcludes;
        var values = ImmutableArray.CreateBuilder<ValueMatcher>();
        foreach (var value in written.Values.Where(value => value.Length > 0))
        {
            if (ValueMatcher.Create(level, value, written.IsRecursive) is not { } matcher)
            {
                values.Clear();
                break;
            }

            values.Add(matcher);
        }

        _values = values.ToImmutable();
    }

    /// <summary>No values left, or one that matches everything.</summary>
    internal bool IsMatchAny => _values.IsEmpty;

    /// <param name="asked">Null where the request does not reach this level.</param>
    /// <param name="isUncertain">Set where an expression that cannot be evaluated decides; then a match is assumed.</param>
    internal ElementMatch Match(
        RequestedValues? asked,
        ElementScope scope,
        Substitutions substitutions,
        ref bool isUncertain
    )
    {
        var asksAll = asked?.IsAll ?? true;
        var isUnknown = false;
        var match =
            IsMatchAny ? ElementMatch.Self
            : asked is null || (asksAll && scope != ElementScope.SelfOrPrefix) ? ElementMatch.None
            : Best(asked, scope, substitutions, out isUnknown);
        isUncertain |= isUnknown;

        // Excludes flip the outcome, but asking for everything is not answered by "all but these".
        return isUnknown || !_isExcludes || (asksAll && !IsMatchAny) ? match
            : match == ElementMatch.None ? ElementMatch.Self
            : ElementMatch.None;
    }

    private ElementMatch Best(
        RequestedValues asked,
        ElementScope scope,
        Substitutions substitutions,
        out bool isUnknown
    )
    {
        var best = ElementMatch.None;
        isUnknown = false;
        foreach (var value in _values)
        {
            if (value.Expand(substitutions) is not { } expanded)
            {
                isUnknown = true;
                continue;
            }

            foreach (var one in asked.Values)
            {
                var match = value.Match(expanded, one, scope);
                if (match == ElementMatch.Self)
                {
                    isUnknown = false;
                    return match;
                }

                best = match == ElementMatch.None ? best : match;
            }
        }

        return isUnknown ? ElementMatch.Self : best;
    }
}
