using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Spillway.App.Sites;

namespace Spillway.App.Cli;

/// <summary>Numbers on the command line are written as in a site file: digits and at most one point, in the unit that the help names. The
/// library alone would read <c>0,2</c> as 2.</summary>
internal static class NumberOptions
{
    /// <summary>Holds the numeric options of a command and of all below it to plain numbers.</summary>
    /// <param name="command">The command.</param>
    public static void Guard(Command command)
    {
        foreach (var option in command.Options.Where(IsNumber))
        {
            Behind(option.Validators, static result => Fault(result) is { } fault ? [fault] : [], static (result, fault) => result.AddError(fault));
        }

        // Said above already: a check of several options together would ask for a number that is none.
        Behind(command.Validators, static result => result.Children.OfType<OptionResult>().Select(Fault).OfType<string>(), static (_, _) => { });
        foreach (var inner in command.Subcommands)
        {
            Guard(inner);
        }
    }

    /// <summary>Why the words after a numeric option are no number; null where they are, and for other options.</summary>
    /// <param name="result">The option with its words.</param>
    public static string? Fault(OptionResult result) =>
        IsNumber(result.Option) && result.Tokens.FirstOrDefault(token => !IsReadable(result.Option, token.Value)) is { } word ? Words(result.Option, word.Value) : null;

    private static void Behind<TResult>(List<Action<TResult>> validators, Func<TResult, IEnumerable<string>> faults, Action<TResult, string> say)
    {
        Action<TResult>[] own = [.. validators];
        validators.Clear();
        validators.Add(result =>
        {
            string[] found = [.. faults(result)];
            foreach (var fault in found)
            {
                say(result, fault);
            }

            foreach (var validator in found.Length == 0 ? own : [])
            {
                validator(result);
            }
        });
    }

    private static Type Kind(Option option)
    {
        var type = option.ValueType.GetElementType() ?? option.ValueType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static bool IsNumber(Option option) => Type.GetTypeCode(Kind(option)) is >= TypeCode.SByte and <= TypeCode.Decimal && !Kind(option).IsEnum;

    private static bool IsReadable(Option option, string word) => Type.GetTypeCode(Kind(option)) switch
    {
        TypeCode.Decimal or TypeCode.Double or TypeCode.Single => PlainNumber.TryRead(word, out _),
        TypeCode.UInt64 => ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        TypeCode.Int64 => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
    };

    private static string Words(Option option, string word)
    {
        var isWhole = Type.GetTypeCode(Kind(option)) is not (TypeCode.Decimal or TypeCode.Double or TypeCode.Single);
        var what = isWhole ? "a whole number" : "a plain number: digits and at most one point, such as 12.5";
        var unit = PlainNumber.TryPart(word, out _, out _) && option.HelpName is { Length: > 0 } name ? $", without a unit (it is in {name})" : "";
        return $"{option.Name} is '{word}'; give {what}{unit}.";
    }
}
