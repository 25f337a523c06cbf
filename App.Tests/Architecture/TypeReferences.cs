using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace GovernanceDashboard.Tests.Architecture;

/// <summary>
/// Lists every type a given type mentions, in its signatures and inside its method bodies.
/// </summary>
/// <remarks>
/// Signatures alone miss static calls and <c>new</c>, so method bodies are decoded too: each metadata token
/// in the IL is resolved to the member it names. Compiler-made nested types (lambdas, async state machines)
/// count as part of the type that declares them, because they keep its namespace.
/// <c>const</c> values, <c>nameof</c> and enum literals are folded by the compiler and leave no trace here.
/// </remarks>
internal static class TypeReferences
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<short, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(opCode => opCode.Value);

    /// <summary>Types mentioned by <paramref name="type"/>, generic arguments unwrapped, duplicates removed.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();

        Add(type.BaseType);
        foreach (var contract in type.GetInterfaces())
        {
            Add(contract);
        }

        foreach (var attribute in type.CustomAttributes)
        {
            Add(attribute.AttributeType);
        }

        foreach (var field in type.GetFields(Declared))
        {
            Add(field.FieldType);
        }

        foreach (var property in type.GetProperties(Declared))
        {
            foreach (var attribute in property.CustomAttributes)
            {
                Add(attribute.AttributeType);
            }
        }

        foreach (var method in type.GetMembers(Declared).OfType<MethodBase>())
        {
            Add((method as MethodInfo)?.ReturnType);
            foreach (var parameter in method.GetParameters())
            {
                Add(parameter.ParameterType);
            }

            AddBody(method);
        }

        return found;

        void Add(Type? mentioned)
        {
            if (mentioned is null || mentioned.IsGenericParameter)
            {
                return;
            }

            if (mentioned.HasElementType)
            {
                Add(mentioned.GetElementType());
                return;
            }

            if (mentioned.IsGenericType)
            {
                foreach (var argument in mentioned.GetGenericArguments())
                {
                    Add(argument);
                }

                mentioned = mentioned.GetGenericTypeDefinition();
            }

            found.Add(mentioned);
        }

        void AddBody(MethodBase method)
        {
            var body = method.GetMethodBody();
            if (body?.GetILAsByteArray() is not { } il)
            {
                return;
            }

            foreach (var local in body.LocalVariables)
            {
                Add(local.LocalType);
            }

            foreach (var clause in body.ExceptionHandlingClauses)
            {
                if (clause.Flags == ExceptionHandlingClauseOptions.Clause)
                {
                    Add(clause.CatchType);
                }
            }

            var typeArguments = method.DeclaringType is { IsGenericType: true } owner
                ? owner.GetGenericArguments()
                : null;
            var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
            foreach (var token in Tokens(il))
            {
                var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
                Add(member as Type ?? member?.DeclaringType);
                if (member is MethodInfo { IsGenericMethod: true } generic)
                {
                    foreach (var argument in generic.GetGenericArguments())
                    {
                        Add(argument);
                    }
                }
            }
        }
    }

    /// <summary>Members that the method bodies of <paramref name="type"/> call, read or construct.</summary>
    public static IEnumerable<MemberInfo> MembersUsedBy(Type type) =>
        from method in type.GetMembers(Declared).OfType<MethodBase>()
        let il = method.GetMethodBody()?.GetILAsByteArray()
        where il is not null
        let typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null
        let methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null
        from token in Tokens(il)
        let member = method.Module.ResolveMember(token, typeArguments, methodArguments)
        where member is not null
        select member;

    private static IEnumerable<int> Tokens(byte[] il)
    {
        var position = 0;
        while (position < il.Length)
        {
            short value = il[position++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | il[position++]));
            }

            var opCode = s_opCodes[value];
            switch (opCode.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    position += 1;
                    break;
                case OperandType.InlineVar:
                    position += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    position += 8;
                    break;
                case OperandType.InlineSwitch:
                    position += 4 + (4 * BitConverter.ToInt32(il, position));
                    break;
                case OperandType.InlineField
                or OperandType.InlineMethod
                or OperandType.InlineType
                or OperandType.InlineTok:
                    yield return BitConverter.ToInt32(il, position);
                    position += 4;
                    break;
                default: // InlineBrTarget, InlineI, InlineSig, InlineString, ShortInlineR
                    position += 4;
                    break;
            }
        }
    }
}
