using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// A condition as its policy writes it, for a sentence that anybody may read: what names a person, or may single one out, is left out.
/// </summary>
internal static partial class ConditionText
{
    private const string Hidden = "\u2026";
    private const int Longest = 120;

    internal static string Of(PolicyCondition condition, AccountDirectory accounts)
    {
        var values = condition.Values.Select(value => Shown(value, accounts)).ToArray();
        var text =
            values is [var script] && script.AsSpan().IndexOfAny("(='") >= 0
                ? script
                : $"{condition.Type} {string.Join(", ", values)}".TrimEnd();
        return text.Length <= Longest ? text : text[..Longest] + Hidden;
    }

    private static string Shown(string value, AccountDirectory accounts)
    {
        if (!Literal().IsMatch(value))
        {
            return MayName(value, accounts) ? Hidden : value;
        }

        var asksForNames =
            value.Contains("_name", StringComparison.Ordinal) || value.Contains("getUser()", StringComparison.Ordinal);
        return Literal()
            .Replace(
                value,
                literal => asksForNames || MayName(literal.Value[1..^1], accounts) ? $"'{Hidden}'" : literal.Value
            );
    }

    // A login, an address, a number of an employee.
    private static bool MayName(string text, AccountDirectory accounts) =>
        text.Contains('@', StringComparison.Ordinal)
        || (text.Length > 0 && text.All(char.IsDigit))
        || accounts.Accounts.Any(account => account.Id.Name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
    private static partial Regex Literal();
}
