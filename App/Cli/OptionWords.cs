using System.CommandLine.Parsing;
using System.Globalization;

namespace GovernanceDashboard.Cli;

/// <summary>Reads arguments that are not text, and says what was expected in the reader's words.</summary>
internal static class OptionWords
{
    /// <summary>One of the names of <typeparamref name="T"/>, in any case; never its number.</summary>
    public static T Name<T>(ArgumentResult result)
        where T : struct, Enum
    {
        var word = Word(result);
        foreach (var name in Enum.GetNames<T>())
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return Enum.Parse<T>(name);
            }
        }

        result.AddError($"{Named(result)} '{word}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
        return default;
    }

    /// <summary>A whole number.</summary>
    public static int Number(ArgumentResult result)
    {
        if (!int.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            result.AddError($"{Named(result)} '{Word(result)}' is not a whole number.");
        }

        return number;
    }

    /// <summary>An id of 32 hexadecimal digits, with hyphens or without.</summary>
    public static Guid Id(ArgumentResult result)
    {
        if (!Guid.TryParse(Word(result), out var id))
        {
            result.AddError($"{Named(result)} '{Word(result)}' is not an id.");
        }

        return id;
    }

    private static string Word(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";

    private static string Named(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
