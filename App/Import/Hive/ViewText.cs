using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// Finds the tables that a view's text names after FROM and JOIN. No SQL parser: what it does not understand makes the answer incomplete,
/// never shorter in silence.
/// </summary>
internal static class ViewText
{
    private static readonly ImmutableHashSet<string> s_ends = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "where",
        "group",
        "order",
        "having",
        "union",
        "intersect",
        "except",
        "limit",
        "sort",
        "cluster",
        "distribute",
        "window",
        "lateral",
        "select"
    );

    public static ViewSources SourcesOf(TableName view, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || Tokens(text) is not { } tokens)
        {
            return new(view, [], IsComplete: false);
        }

        var tables = new SortedSet<TableName>();
        var defined = new HashSet<string>(
            Enumerable
                .Range(0, Math.Max(0, tokens.Count - 2))
                .Where(at => tokens[at].IsName && tokens[at + 1].Is("as") && tokens[at + 2].Text == "(")
                .Select(at => tokens[at].Text),
            StringComparer.OrdinalIgnoreCase
        );
        var isComplete = true;
        var depth = new Stack<Clause>([new Clause()]);
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            var clause = depth.Peek();
            if (token.Text == "(" && !token.IsName)
            {
                depth.Push(new Clause());
                continue;
            }

            if (token.Text == ")" && !token.IsName && depth.Count > 1)
            {
                depth.Pop();
                continue;
            }

            // FROM inside EXTRACT(… FROM …) follows neither SELECT nor an opening bracket.
            var opens =
                token.Is("join")
                || (token.Is("from") && (clause.HasSelect || !clause.HasBegun))
                || (token.Text == "," && !token.IsName && clause.IsInFrom);
            clause.HasBegun = true;
            clause.HasSelect |= token.Is("select");
            if (!token.IsQuoted && token.IsName && s_ends.Contains(token.Text))
            {
                clause.IsInFrom = false;
            }

            if (opens)
            {
                clause.IsInFrom = true;
                isComplete &= Take(view, tokens, ref at, defined, tables);
            }
        }

        return new(view, [.. tables], isComplete && tables.Count > 0);
    }

    // The name after FROM, JOIN or a comma; a bracket opens a subquery, whose own FROM follows.
    private static bool Take(
        TableName view,
        List<Token> tokens,
        ref int at,
        HashSet<string> defined,
        SortedSet<TableName> tables
    )
    {
        if (at + 1 >= tokens.Count)
        {
            return false;
        }

        if (!tokens[at + 1].IsName)
        {
            return tokens[at + 1].Text == "(";
        }

        var parts = new List<string> { tokens[++at].Text };
        while (at + 2 < tokens.Count && tokens[at + 1].Text == "." && tokens[at + 2].IsName)
        {
            parts.Add(tokens[at + 2].Text);
            at += 2;
        }

        if (at + 1 < tokens.Count && tokens[at + 1] is { Text: "(", IsName: false })
        {
            return false; // a table function
        }

        if (parts.Count == 1 && defined.Contains(parts[0]))
        {
            return true;
        }

        tables.Add(new(parts.Count > 1 ? parts[^2] : view.Database, parts[^1]));
        return parts.Count <= 3;
    }

    /// <returns>Null where a quote is never closed.</returns>
    private static List<Token>? Tokens(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length; )
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter is '`' or '\'' or '"')
            {
                var end = text.IndexOf(letter, at + 1);
                if (end < 0)
                {
                    return null;
                }

                if (letter == '`')
                {
                    tokens.Add(new(text[(at + 1)..end], IsName: true, IsQuoted: true));
                }

                at = end + 1;
            }
            else if (letter == '-' && at + 1 < text.Length && text[at + 1] == '-')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (char.IsLetterOrDigit(letter) || letter is '_' or '$')
            {
                var end = at;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
                {
                    end++;
                }

                tokens.Add(new(text[at..end], IsName: true, IsQuoted: false));
                at = end;
            }
            else
            {
                tokens.Add(new(letter.ToString(), IsName: false, IsQuoted: false));
                at++;
            }
        }

        return tokens;
    }

    private readonly record struct Token(string Text, bool IsName, bool IsQuoted)
    {
        public bool Is(string keyword) =>
            IsName && !IsQuoted && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Clause
    {
        public bool HasBegun { get; set; }

        public bool HasSelect { get; set; }

        public bool IsInFrom { get; set; }
    }
}
