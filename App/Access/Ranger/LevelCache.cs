using System.Collections.Concurrent;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Levels of policies' resources made ready to compare: policies that name one and the same value share it. Most name one database and
/// all columns, so that sharing leaves a third of the objects. Thread-safe.
/// </summary>
internal sealed class LevelCache(AccountDirectory accounts)
{
    private readonly ConcurrentDictionary<string, LevelMatcher> _single = new(StringComparer.Ordinal);

    /// <param name="wildcards">As in <see cref="LevelMatcher"/>.</param>
    /// <param name="isVaried">The level rarely repeats a value, as tables do: only "all of them" is shared.</param>
    internal LevelMatcher Of(ResourceValues values, bool wildcards, bool isVaried) =>
        wildcards && values is { IsExcludes: false, Values: [var only] } && (!isVaried || only == "*")
            ? _single.TryGetValue(only, out var known)
                ? known
                : _single.GetOrAdd(only, new LevelMatcher(values, accounts))
            : new(values, accounts, wildcards);
}
