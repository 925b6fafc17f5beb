using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Spillway.Tests.App.Api;

/// <summary>Reads out of compiled code which methods of the program it calls.</summary>
internal static class CalledMethods
{
    private const byte TwoBytes = 0xFE;
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly FrozenDictionary<short, OpCode> _codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(static code => code.Value);

    /// <summary>What a type calls, with all that the compiler made of its lambdas and its waiting.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The methods, as they are declared; those of properties and operators, and makers, are left out.</returns>
    public static IEnumerable<MethodInfo> Of(Type type)
    {
        var methods = type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own));
        return methods.SelectMany(In).OfType<MethodInfo>().Where(static method => !method.IsSpecialName && method.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute)) == false)
            .Concat(type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(Of));
    }

    /// <summary>Its name, such as <c>StudyDesk.AskAsync</c>.</summary>
    /// <param name="method">The method.</param>
    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}";

    private static IEnumerable<MethodBase> In(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is var first && first == TwoBytes ? unchecked((short)((TwoBytes << 8) | code[at++])) : first;
            var operand = _codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineTok && Resolved(method, BitConverter.ToInt32(code, at)) is { } called)
            {
                yield return called;
            }

            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolved(MethodBase method, int token)
    {
        var member = method.Module.ResolveMember(
            token, method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        return member as MethodBase;
    }
}
