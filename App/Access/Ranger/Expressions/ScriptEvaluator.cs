using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>
/// Runs a condition's script or a value's expression. Null means undecided: the script is beyond what is read here, or it asks for a
/// fact that is not known. An undecided side of <c>&amp;&amp;</c> or <c>||</c> is decided by the other where that suffices.
/// </summary>
internal sealed class ScriptEvaluator
{
    private readonly ExpressionScope _scope;
    private readonly Dictionary<string, ScriptValue?> _variables = new(StringComparer.Ordinal);
    private ScriptValue? _result = ScriptValue.Undefined;

    private ScriptEvaluator(ExpressionScope scope) => _scope = scope;

    /// <summary>The value of the last expression; null where undecided.</summary>
    internal static ScriptValue? Evaluate(string script, ExpressionScope scope)
    {
        if (Parsed(script, scope) is not { } program)
        {
            return null;
        }

        return new ScriptEvaluator(scope).Run(program);
    }

    /// <summary>What a condition's script comes to: its own value, else what it set <c>ctx.result</c> to, else false.</summary>
    internal static Certainty Condition(string script, ExpressionScope scope)
    {
        if (Parsed(script, scope) is not { } program)
        {
            return Certainty.Unknown;
        }

        var evaluator = new ScriptEvaluator(scope);
        if (evaluator.Run(program) is not { } value)
        {
            return Certainty.Unknown;
        }

        if (value.IsNothing || value.IsFault)
        {
            return evaluator._result is not { } result
                ? Certainty.Unknown
                : CertaintyLogic.Of(result.AsBoolean ?? false);
        }

        // A value that is neither true nor false leaves the condition met, as it does for the peer.
        return CertaintyLogic.Of(value.AsBoolean ?? true);
    }

    private static ScriptNode? Parsed(string script, ExpressionScope scope)
    {
        var program = ScriptParser.Parse(script);
        if (program is null)
        {
            scope.Undecided("a script beyond the known expressions: " + script.Trim());
        }

        return program;
    }

    private ScriptValue? Run(ScriptNode node) =>
        node switch
        {
            ScriptNode.Literal literal => literal.Value,
            ScriptNode.Name name => _variables.TryGetValue(name.Text, out var variable)
                ? variable
                : _scope.Named(name.Text),
            ScriptNode.Member member => Property(member.Target, member.Property),
            ScriptNode.Index index => Run(index.Key) is { } key ? Property(index.Target, key.ToText()) : null,
            ScriptNode.Call call => Call(call),
            ScriptNode.Unary unary => Run(unary.Operand) is { } operand ? Unary(unary.Operator, operand) : null,
            ScriptNode.Binary binary => Binary(binary),
            ScriptNode.Conditional conditional => Choose(conditional.Test, conditional.Then, conditional.Otherwise),
            ScriptNode.List list => All(list.Items) is { } items ? ScriptValue.Of(items) : null,
            ScriptNode.Assignment assignment => Assign(assignment),
            ScriptNode.Declaration declaration => Declare(declaration),
            ScriptNode.Branch branch => Choose(branch.Test, branch.Then, branch.Otherwise),
            ScriptNode.Block block => Statements(block.Statements),
            _ => throw new InvalidOperationException($"No such node: {node.GetType().Name}"),
        };

    private ScriptValue? Statements(ImmutableArray<ScriptNode> statements)
    {
        ScriptValue? last = ScriptValue.Undefined;
        foreach (var statement in statements)
        {
            var value = Run(statement);
            if (value is { IsFault: true })
            {
                return value;
            }

            last = statement is ScriptNode.Declaration ? last : value;
        }

        return last;
    }

    private ScriptValue? Choose(ScriptNode test, ScriptNode then, ScriptNode? otherwise)
    {
        if (Run(test) is not { } decided)
        {
            _result = null; // either branch might have set it
            return null;
        }

        return decided.IsFault ? decided
            : decided.IsTruthy ? Run(then)
            : otherwise is null ? ScriptValue.Undefined
            : Run(otherwise);
    }

    private ScriptValue? Declare(ScriptNode.Declaration declaration)
    {
        var value = declaration.Value is null ? ScriptValue.Undefined : Run(declaration.Value);
        _variables[declaration.Variable] = value;
        return value is { IsFault: true } ? value : ScriptValue.Undefined;
    }

    private ScriptValue? Assign(ScriptNode.Assignment assignment)
    {
        var value = Run(assignment.Value);
        switch (assignment.Target)
        {
            case ScriptNode.Name name:
                _variables[name.Text] = value;
                break;
            case ScriptNode.Member { Property: "result", Target: ScriptNode.Name { Text: "ctx" } }:
                _result = value;
                break;
            default:
                return _scope.Undecided("an assignment beyond variables and ctx.result");
        }

        return value;
    }

    private ScriptValue? Property(ScriptNode target, string name)
    {
        if (target is ScriptNode.Name { Text: "ctx" } && name == "result")
        {
            return _result;
        }

        return Run(target) is { } value ? ScriptMembers.Property(value, name, _scope) : null;
    }

    private ScriptValue? Call(ScriptNode.Call call)
    {
        if (All(call.Arguments) is not { } arguments)
        {
            return null;
        }

        if (arguments.FirstOrDefault(argument => argument.IsFault) is { IsFault: true } fault)
        {
            return fault;
        }

        switch (call.Function)
        {
            case ScriptNode.Name name:
                return _scope.Call(name.Text, arguments);
            case ScriptNode.Member { Target: ScriptNode.Name { Text: "ctx" or "Object" or "JSON" } owner } method:
                if (owner.Text == "ctx" && method.Property == "setResult" && arguments is [var result])
                {
                    _result = result;
                    return ScriptValue.Undefined;
                }

                return _scope.CallOn(owner.Text, method.Property, arguments);
            case ScriptNode.Member member:
                return Run(member.Target) is { } target
                    ? ScriptMembers.Call(target, member.Property, arguments, _scope)
                    : null;
            default:
                return _scope.Undecided("a call of something computed");
        }
    }

    private ScriptValue? Binary(ScriptNode.Binary binary)
    {
        var left = Run(binary.Left);
        if (left is { IsFault: true })
        {
            return left;
        }

        if (binary.Operator is "&&" or "||")
        {
            var stops = binary.Operator == "||";
            if (left is { } decided && decided.IsTruthy == stops)
            {
                return decided;
            }

            var right = Run(binary.Right);
            return left is not null ? right
                : right is { } other && !other.IsFault && other.IsTruthy == stops ? ScriptValue.Of(stops)
                : null;
        }

        return left is { } first && Run(binary.Right) is { } second
            ? second.IsFault
                ? second
                : Compute(binary.Operator, first, second)
            : null;
    }

    private static ScriptValue Compute(string symbol, ScriptValue left, ScriptValue right) =>
        symbol switch
        {
            "==" => ScriptValue.Of(left.LooselyEquals(right)),
            "!=" => ScriptValue.Of(!left.LooselyEquals(right)),
            "===" => ScriptValue.Of(left.StrictlyEquals(right)),
            "!==" => ScriptValue.Of(!left.StrictlyEquals(right)),
            "<" or ">" or "<=" or ">=" => ScriptValue.Of(Compare(symbol, left, right)),
            "+" when left.IsNumber && right.IsNumber => ScriptValue.Of(left.ToNumber() + right.ToNumber()),
            "+" => ScriptValue.Of(left.ToText() + right.ToText()),
            "-" => ScriptValue.Of(left.ToNumber() - right.ToNumber()),
            "*" => ScriptValue.Of(left.ToNumber() * right.ToNumber()),
            "/" => ScriptValue.Of(left.ToNumber() / right.ToNumber()),
            _ => ScriptValue.Of(left.ToNumber() % right.ToNumber()),
        };

    private static bool Compare(string symbol, ScriptValue left, ScriptValue right)
    {
        if (left.AsText is { } first && right.AsText is { } second)
        {
            var order = string.CompareOrdinal(first, second);
            return symbol switch
            {
                "<" => order < 0,
                ">" => order > 0,
                "<=" => order <= 0,
                _ => order >= 0,
            };
        }

        var (a, b) = (
            left.IsUndefined ? double.NaN : left.ToNumber(),
            right.IsUndefined ? double.NaN : right.ToNumber()
        );
        return symbol switch
        {
            "<" => a < b,
            ">" => a > b,
            "<=" => a <= b,
            _ => a >= b,
        };
    }

    private static ScriptValue Unary(string symbol, ScriptValue operand) =>
        operand.IsFault ? operand
        : symbol == "!" ? ScriptValue.Of(!operand.IsTruthy)
        : ScriptValue.Of(symbol == "-" ? -operand.ToNumber() : operand.ToNumber());

    private ImmutableArray<ScriptValue>? All(ImmutableArray<ScriptNode> nodes)
    {
        var values = ImmutableArray.CreateBuilder<ScriptValue>(nodes.Length);
        foreach (var node in nodes)
        {
            if (Run(node) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return values.ToImmutable();
    }
}
