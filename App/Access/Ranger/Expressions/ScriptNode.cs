using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>A piece of a parsed script: an expression or a statement.</summary>
internal abstract record ScriptNode
{
    private ScriptNode() { }

    internal sealed record Literal(ScriptValue Value) : ScriptNode;

    internal sealed record Name(string Text) : ScriptNode;

    internal sealed record Member(ScriptNode Target, string Property) : ScriptNode;

    internal sealed record Index(ScriptNode Target, ScriptNode Key) : ScriptNode;

    internal sealed record Call(ScriptNode Function, ImmutableArray<ScriptNode> Arguments) : ScriptNode;

    internal sealed record Unary(string Operator, ScriptNode Operand) : ScriptNode;

    internal sealed record Binary(string Operator, ScriptNode Left, ScriptNode Right) : ScriptNode;

    internal sealed record Conditional(ScriptNode Test, ScriptNode Then, ScriptNode Otherwise) : ScriptNode;

    internal sealed record List(ImmutableArray<ScriptNode> Items) : ScriptNode;

    internal sealed record Assignment(ScriptNode Target, ScriptNode Value) : ScriptNode;

    internal sealed record Declaration(string Variable, ScriptNode? Value) : ScriptNode;

    internal sealed record Branch(ScriptNode Test, ScriptNode Then, ScriptNode? Otherwise) : ScriptNode;

    internal sealed record Block(ImmutableArray<ScriptNode> Statements) : ScriptNode;
}
