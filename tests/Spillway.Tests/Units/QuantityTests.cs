using System.Globalization;
using System.Reflection;
using Shouldly;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Units;

/// <summary>What every quantity promises, asked of all of them alike.</summary>
public sealed class QuantityTests
{
    public static TheoryData<Type> Quantities => [.. typeof(Megawatts).Assembly.GetExportedTypes()
        .Where(type => type.IsValueType && type.GetConstructor([typeof(decimal)]) is not null
            && type.GetProperty("Value") is not null)];

    public static TheoryData<Type> Names => [.. typeof(Megawatts).Assembly.GetExportedTypes()
        .Where(type => type.IsValueType && type.GetConstructor([typeof(string)]) is not null)];

    [Fact]
    public void There_are_quantities_and_names_to_ask()
    {
        Quantities.Count.ShouldBe(11);
        Names.Count.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Quantities))]
    public void Equal_numbers_are_equal_quantities_whatever_their_trailing_zeros(Type type)
    {
        var (one, same, other) = (Make(type, 1.5m), Make(type, 1.500m), Make(type, 1.51m));

        one.ShouldBe(same);
        one.GetHashCode().ShouldBe(same.GetHashCode());
        one.ShouldNotBe(other);
        Operator<bool>(type, "op_Equality", one, same).ShouldBeTrue();
        Operator<bool>(type, "op_Inequality", one, other).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Quantities))]
    public void Order_is_the_order_of_the_numbers(Type type)
    {
        var (less, more) = (Make(type, -2m), Make(type, 3m));

        Compare(type, less, more).ShouldBeLessThan(0);
        Compare(type, more, less).ShouldBeGreaterThan(0);
        Compare(type, less, less).ShouldBe(0);
        Operator<bool>(type, "op_LessThan", less, more).ShouldBeTrue();
        Operator<bool>(type, "op_LessThan", less, less).ShouldBeFalse();
        Operator<bool>(type, "op_GreaterThan", more, less).ShouldBeTrue();
        Operator<bool>(type, "op_GreaterThan", less, less).ShouldBeFalse();
        Operator<bool>(type, "op_LessThanOrEqual", less, less).ShouldBeTrue();
        Operator<bool>(type, "op_LessThanOrEqual", more, less).ShouldBeFalse();
        Operator<bool>(type, "op_GreaterThanOrEqual", less, less).ShouldBeTrue();
        Operator<bool>(type, "op_GreaterThanOrEqual", less, more).ShouldBeFalse();
        Call(type, "Min", less, more).ShouldBe(less);
        Call(type, "Min", more, less).ShouldBe(less);
    }

    [Theory]
    [MemberData(nameof(Quantities))]
    public void Zero_is_the_default_and_text_is_the_number_in_no_ones_culture(Type type)
    {
        type.GetProperty("Zero")!.GetValue(null).ShouldBe(Activator.CreateInstance(type));
        var shown = Make(type, 1234.5m).ToString();
        shown.ShouldBe(1234.5m.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Quantities))]
    public void Sums_are_exact_where_they_are_offered(Type type)
    {
        if (type.GetMethod("op_Addition") is null)
        {
            return;
        }

        var (left, right) = (Make(type, 0.1m), Make(type, 0.2m));
        Operator<object>(type, "op_Addition", left, right).ShouldBe(Make(type, 0.3m));
        Operator<object>(type, "op_Subtraction", left, right).ShouldBe(Make(type, -0.1m));
        Operator<object>(type, "op_UnaryNegation", left).ShouldBe(Make(type, -0.1m));
        Operator<object>(type, "op_Multiply", left, 3m).ShouldBe(Make(type, 0.3m));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_sort_by_code_point_and_show_themselves(Type type)
    {
        var (upper, lower) = (Activator.CreateInstance(type, "B")!, Activator.CreateInstance(type, "a")!);

        Compare(type, upper, lower).ShouldBeLessThan(0);
        Operator<bool>(type, "op_LessThan", upper, lower).ShouldBeTrue();
        Operator<bool>(type, "op_GreaterThan", upper, lower).ShouldBeFalse();
        Operator<bool>(type, "op_LessThanOrEqual", lower, lower).ShouldBeTrue();
        Operator<bool>(type, "op_GreaterThanOrEqual", upper, lower).ShouldBeFalse();
        Activator.CreateInstance(type, "a").ShouldBe(lower);
        lower.ToString().ShouldBe("a");
    }

    private static object Make(Type type, decimal value) => Activator.CreateInstance(type, value)!;

    private static T Operator<T>(Type type, string name, params object[] values) => (T)Call(type, name, values);

    private static object Call(Type type, string name, params object[] values) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [.. values.Select(value => value.GetType())])!.Invoke(null, values)!;

    private static int Compare(Type type, object left, object right) =>
        (int)type.GetMethod("CompareTo", [type])!.Invoke(left, [right])!;
}
