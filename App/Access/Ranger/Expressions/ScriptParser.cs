using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>
/// Parses the part of JavaScript that policies' conditions use: expressions, calls, <c>var</c>, assignments and <c>if</c>.
/// No loops and no functions: whatever is read here ends.
/// </summary>
internal sealed class ScriptParser
{
    // Deeper than any condition that people write; keeps a hostile one off the stack.
    private const int MostNesting = 60;

    private static readonly string[][] s_levels =
    [
        ["||"],
        ["&&"],
        ["===", "!==", "==", "!="],
        ["<=", ">=", "<", ">"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private static readonly string[] s_unsupported =
    [
        "function",
        "for",
        "while",
        "do",
        "switch",
        "try",
        "throw",
        "new",
        "return",
        "with",
        "class",
        "typeof",
        "delete",
        "void",
        "in",
        "instanceof",
        "this",
        "import",
        "yield",
        "await",
    ];

    private readonly ImmutableArray<ScriptToken> _tokens;
    private int _at;
    private int _nesting;

    private ScriptParser(ImmutableArray<ScriptToken> tokens) => _tokens = tokens;

    private ScriptToken Current => _tokens[_at];

    /// <summary>Null where the script is beyond this parser.</summary>
    internal static ScriptNode? Parse(string script)
    {
        if (ScriptLexer.Read(script) is not { } tokens)
        {
            return null;
        }

        var parser = new ScriptParser(tokens);
        var statements = parser.Statements();
        return statements is { } all && parser.Current.Kind == ScriptTokenKind.End ? new ScriptNode.Block(all) : null;
    }

    private ImmutableArray<ScriptNode>? Statements()
    {
        var statements = ImmutableArray.CreateBuilder<ScriptNode>();
        while (Current.Kind != ScriptTokenKind.End && !Is("}"))
        {
            if (Take(";"))
            {
                continue;
            }

            if (Statement() is not { } statement)
            {
                return null;
            }

            statements.Add(statement);
        }

        return statements.ToImmutable();
    }

    private ScriptNode? Statement()
    {
        if (++_nesting > MostNesting)
        {
            return null;
        }

        var statement = Take("{")
            ? Statements() is { } inner && Take("}")
                ? new ScriptNode.Block(inner)
                : null
            : TakeName("if")
                ? Branch()
                : TakeName("var") || TakeName("let") || TakeName("const")
                    ? Declaration()
                    : Expression() is { } expression && Ends()
                        ? expression
                        : null;
        _nesting--;
        return statement;
    }

    private ScriptNode? Branch()
    {
        if (!Take("(") || Expression() is not { } test || !Take(")") || Statement() is not { } then)
        {
            return null;
        }

        Take(";");
        return !TakeName("else") ? new ScriptNode.Branch(test, then, null)
            : Statement() is { } otherwise ? new ScriptNode.Branch(test, then, otherwise)
            : null;
    }

    private ScriptNode? Declaration()
    {
        if (Current.Kind != ScriptTokenKind.Name)
        {
            return null;
        }

        var name = _tokens[_at++].Text;
        if (!Take("="))
        {
            return Ends() ? new ScriptNode.Declaration(name, null) : null;
        }

        return Expression() is { } value && Ends() ? new ScriptNode.Declaration(name, value) : null;
    }

    private bool Ends() => Take(";") || Is("}") || Current.Kind == ScriptTokenKind.End || Current.IsAfterLineBreak;

    private ScriptNode? Expression()
    {
        if (++_nesting > MostNesting || Binary(0) is not { } left)
        {
            return null;
        }

        var expression = Take("=")
            ? Expression() is { } value
                ? new ScriptNode.Assignment(left, value)
                : null
            : !Take("?")
                ? left
                : Expression() is { } then && Take(":") && Expression() is { } otherwise
                    ? new ScriptNode.Conditional(left, then, otherwise)
                    : null;
        _nesting--;
        return expression;
    }

    private ScriptNode? Binary(int level)
    {
        if (level == s_levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (left is not null && Current.Kind == ScriptTokenKind.Symbol && s_levels[level].Contains(Current.Text))
        {
            var symbol = _tokens[_at++].Text;
            left = Binary(level + 1) is { } right ? new ScriptNode.Binary(symbol, left, right) : null;
        }

        return left;
    }

    private ScriptNode? Unary()
    {
        if (Current.Kind != ScriptTokenKind.Symbol || Current.Text is not ("!" or "-" or "+"))
        {
            return Postfix();
        }

        var symbol = _tokens[_at++].Text;
        if (++_nesting > MostNesting)
        {
            return null;
        }

        var operand = Unary();
        _nesting--;
        return operand is null ? null : new ScriptNode.Unary(symbol, operand);
    }

    private ScriptNode? Postfix()
    {
        var node = Primary();
        while (node is not null)
        {
            if (Take("."))
            {
                node = Current.Kind == ScriptTokenKind.Name ? new ScriptNode.Member(node, _tokens[_at++].Text) : null;
            }
            else if (Take("["))
            {
                node = Expression() is { } key && Take("]") ? new ScriptNode.Index(node, key) : null;
            }
            else if (Take("("))
            {
                node = Items(")") is { } arguments ? new ScriptNode.Call(node, arguments) : null;
            }
            else
            {
                return node;
            }
        }

        return null;
    }

    private ScriptNode? Primary()
    {
        if (Take("("))
        {
            return Expression() is { } inner && Take(")") ? inner : null;
        }

        if (Take("["))
        {
            return Items("]") is { } items ? new ScriptNode.List(items) : null;
        }

        var token = Current;
        _at++;
        return token.Kind switch
        {
            ScriptTokenKind.Number => new ScriptNode.Literal(
                ScriptValue.Of(double.Parse(token.Text, CultureInfo.InvariantCulture))
            ),
            ScriptTokenKind.Text => new ScriptNode.Literal(ScriptValue.Of(token.Text)),
            ScriptTokenKind.Name => token.Text switch
            {
                "true" => new ScriptNode.Literal(ScriptValue.Of(true)),
                "false" => new ScriptNode.Literal(ScriptValue.Of(false)),
                "null" => new ScriptNode.Literal(ScriptValue.Null),
                "undefined" => new ScriptNode.Literal(ScriptValue.Undefined),
                _ => s_unsupported.Contains(token.Text) ? null : new ScriptNode.Name(token.Text),
            },
            ScriptTokenKind.Symbol or ScriptTokenKind.End => null,
        };
    }

    private ImmutableArray<ScriptNode>? Items(string end)
    {
        var items = ImmutableArray.CreateBuilder<ScriptNode>();
        if (Take(end))
        {
            return [];
        }

        do
        {
            if (Expression() is not { } item)
            {
                return null;
            }

            items.Add(item);
        } while (Take(","));

        return Take(end) ? items.ToImmutable() : null;
    }

    private bool Is(string symbol) => Current.Kind == ScriptTokenKind.Symbol && Current.Text == symbol;

    private bool Take(string symbol)
    {
        var isNext = Is(symbol);
        _at += isNext ? 1 : 0;
        return isNext;
    }

    private bool TakeName(string name)
    {
        var isNext = Current.Kind == ScriptTokenKind.Name && Current.Text == name;
        _at += isNext ? 1 : 0;
        return isNext;
    }
}
