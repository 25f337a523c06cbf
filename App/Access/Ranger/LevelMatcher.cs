using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One level of a policy's resource, made ready to compare (semantics, section 4). Names compare without case.</summary>
internal sealed class LevelMatcher
{
    private const string UserMacro = "{USER}";
    private const string OwnerMacro = "{OWNER}";
    private const int Few = 8; // up to here comparing one by one beats hashing

    private readonly AccountDirectory _accounts;
    private readonly bool _wildcards;
    private readonly string[] _literals = []; // none where the level is match-any
    private readonly HashSet<string>? _manyLiterals;
    private readonly string[] _patterns = [];
    private readonly string[] _templates = []; // values with a macro, in their own case

    /// <param name="wildcards">False where the level takes <c>*</c> and <c>?</c> for themselves, as in masks and row filters (semantics 2.3).</param>
    internal LevelMatcher(ResourceValues values, AccountDirectory accounts, bool wildcards = true)
    {
        _accounts = accounts;
        _wildcards = wildcards;
        IsExcludes = values.IsExcludes;
        var isEmpty = true;
        foreach (var value in values.Values)
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            isEmpty = false;
            IsMatchAny |= wildcards && value.AsSpan().TrimStart('*').IsEmpty;
            var hasUser = value.Contains(UserMacro, StringComparison.Ordinal);
            if (hasUser || value.Contains(OwnerMacro, StringComparison.Ordinal))
            {
                _templates = [.. _templates, value];
                DependsOnUser |= hasUser;
            }
            else if (wildcards && Wildcard.IsIn(value))
            {
                _patterns = [.. _patterns, value.ToLowerInvariant()];
            }
        }

        IsMatchAny |= isEmpty;
        if (!isEmpty && !IsMatchAny)
        {
            _literals = LiteralsIn(values.Values);
            _manyLiterals = _literals.Length > Few ? new(_literals, StringComparer.Ordinal) : null;
        }

        DependsOnUser &= !IsMatchAny;
        DependsOnOwner =
            !IsMatchAny && Array.Exists(_templates, value => value.Contains(OwnerMacro, StringComparison.Ordinal));
    }

    /// <summary>No values left, or one of only asterisks (semantics 4.1).</summary>
    internal bool IsMatchAny { get; }

    internal bool IsExcludes { get; }

    internal bool DependsOnUser { get; }

    internal bool DependsOnOwner { get; }

    /// <summary>What the level answers where everything below is asked for at once: match-any, and not flipped (semantics 4.3, 4.4).</summary>
    internal bool MatchesAllValues => IsMatchAny && !IsExcludes;

    /// <summary>The values a table can be looked up by, not to be written to; null where the level needs comparing.</summary>
    internal string[]? Literals =>
        !IsMatchAny && !IsExcludes && _patterns.Length == 0 && _templates.Length == 0 ? _literals : null;

    /// <summary>The accounts for whom the level matches the value: all or none, unless {USER} is in play.</summary>
    /// <param name="value">Lower-cased.</param>
    internal PrincipalSet Match(string value, string? owner)
    {
        if (value.Length == 0 || value == "*")
        {
            return AllOrNone(MatchesAllValues);
        }

        if (IsMatchAny || IsLiteral(value) || FitsPattern(value))
        {
            return AllOrNone(!IsExcludes);
        }

        var matching = _accounts.None;
        foreach (var template in _templates)
        {
            matching = matching.Union(MatchTemplate(template, value, owner));
        }

        return IsExcludes ? Complement(matching) : matching;
    }

    private string[] LiteralsIn(ImmutableArray<string> values)
    {
        if (_patterns.Length == 0 && _templates.Length == 0 && values is [{ Length: > 0 } only])
        {
            return [only.ToLowerInvariant()];
        }

        var literals = new List<string>(values.Length);
        foreach (var value in values)
        {
            if (
                !string.IsNullOrEmpty(value)
                && !(_wildcards && Wildcard.IsIn(value))
                && !value.Contains(UserMacro, StringComparison.Ordinal)
                && !value.Contains(OwnerMacro, StringComparison.Ordinal)
            )
            {
                var literal = value.ToLowerInvariant();
                if (literals.Count > Few || !literals.Contains(literal))
                {
                    literals.Add(literal);
                }
            }
        }

        return literals.Count > Few ? [.. literals.Distinct(StringComparer.Ordinal)] : [.. literals];
    }

    private bool IsLiteral(string value)
    {
        if (_manyLiterals is not null)
        {
            return _manyLiterals.Contains(value);
        }

        foreach (var literal in _literals)
        {
            if (literal == value)
            {
                return true;
            }
        }

        return false;
    }

    private bool FitsPattern(string value)
    {
        foreach (var pattern in _patterns)
        {
            if (Wildcard.Matches(pattern, value))
            {
                return true;
            }
        }

        return false;
    }

    private PrincipalSet MatchTemplate(string template, string value, string? owner)
    {
        // A macro without a value stays as written, and so matches nothing that exists (semantics 4.5).
        var owned = owner is null ? template : template.Replace(OwnerMacro, owner, StringComparison.Ordinal);
        if (!owned.Contains(UserMacro, StringComparison.Ordinal))
        {
            return AllOrNone(Fits(owned));
        }

        // With a star in place of the login the pattern can only match more: most values end here.
        if (
            _wildcards
            && !Wildcard.Matches(owned.Replace(UserMacro, "*", StringComparison.Ordinal).ToLowerInvariant(), value)
        )
        {
            return _accounts.None;
        }

        return PrincipalSet.Of(
            _accounts.Accounts.Length,
            Candidates(owned, value).Where(FitsFor).Select(account => new PrincipalOrdinal(account))
        );

        bool FitsFor(int account) =>
            Fits(owned.Replace(UserMacro, _accounts.Accounts[account].Id.Name, StringComparison.Ordinal));

        bool Fits(string pattern) =>
            _wildcards
                ? Wildcard.Matches(pattern.ToLowerInvariant(), value)
                : string.Equals(pattern.ToLowerInvariant(), value, StringComparison.Ordinal);
    }

    private IEnumerable<int> Candidates(string template, string value)
    {
        var at = template.IndexOf(UserMacro, StringComparison.Ordinal);
        var length = value.Length - (template.Length - UserMacro.Length);
        var isSingle = template.IndexOf(UserMacro, at + 1, StringComparison.Ordinal) < 0;

        // With one macro and no wildcard the login can be read off the value. Logins with wildcards in them are looked at one by one.
        return isSingle && !Wildcard.IsIn(template) && length >= 0 && !_accounts.HasWildcardLogins
            ? _accounts.ByLoginWithoutCase[value.Substring(at, length)]
            : Enumerable.Range(0, _accounts.Accounts.Length);
    }

    private PrincipalSet AllOrNone(bool matches) => matches ? _accounts.All : _accounts.None;

    private PrincipalSet Complement(PrincipalSet set) =>
        set.IsEmpty ? _accounts.All
        : set.Count == _accounts.All.Count ? _accounts.None
        : _accounts.All.Except(set);
}
