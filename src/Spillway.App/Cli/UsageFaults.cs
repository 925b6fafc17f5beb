using System.CommandLine;
using System.CommandLine.Parsing;
using Spillway.App.Sites;

namespace Spillway.App.Cli;

/// <summary>What is wrong with the words of a command line, in sentences that say what was probably meant.</summary>
internal static class UsageFaults
{
    /// <summary>Parses words; where some belong nowhere they are kept for <see cref="Of"/> to explain.</summary>
    public static ParseResult Parse(RootCommand root, string[] arguments)
    {
        NumberOptions.Guard(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return parsed;
        }

        // The library's own sentence for a word that belongs nowhere names nothing near it. Only after a first parse,
        // because a command that keeps such words says so in its help.
        KeepUnmatched(root);
        return root.Parse(arguments);
    }

    /// <summary>The faults; none where the command can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = parsed.UnmatchedTokens;
        if (parsed.Errors.Count == 0 && words.Count == 0)
        {
            return [];
        }

        if (command.Subcommands.Count > 0)
        {
            var names = command.Subcommands.Select(sub => sub.Name).ToList();
            return [words.Count == 0 ? $"{Name(parsed.CommandResult)} wants a command: {string.Join(", ", names)}." : Unknown(parsed, words[0], names)];
        }

        // Of a word that is no number the library says so too, with the name of a type.
        var numbers = parsed.CommandResult.Children.OfType<OptionResult>().Where(option => NumberOptions.Fault(option) is not null).ToHashSet<SymbolResult>();
        var errors = parsed.Errors.Where(error => !IsOf(numbers, error.SymbolResult));
        return [.. words.Select(word => Unknown(parsed, word)), .. numbers.Cast<OptionResult>().Select(NumberOptions.Fault).OfType<string>(), .. errors.Select(error => error.Message)];
    }

    /// <summary>A command with the words that lead to it: <c>spillway prices import</c>.</summary>
    public static string Name(SymbolResult? command) => command switch
    {
        CommandResult { Command: RootCommand } => "spillway",
        CommandResult inner => $"{Name(inner.Parent)} {inner.Command.Name}",
        _ => "",
    };

    private static bool IsOf(HashSet<SymbolResult> options, SymbolResult? result) =>
        result is not null && (options.Contains(result) || IsOf(options, result.Parent));

    private static string Unknown(ParseResult parsed, string word, IReadOnlyList<string> commands) =>
        word.StartsWith('-')
            ? Unknown(parsed, word)
            : $"'{word}' is not a command of {Name(parsed.CommandResult)}; the nearest is '{NearestNames.Of(word, commands, 1)[0]}'.";

    private static string Unknown(ParseResult parsed, string word)
    {
        var name = Name(parsed.CommandResult);
        if (!word.StartsWith('-'))
        {
            return $"{name} has no place for '{word}'.";
        }

        var options = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive));
        return $"'{word}' is not an option of {name}; the nearest is '{NearestNames.Of(word, options.Select(option => option.Name).Distinct(), 1)[0]}'.";
    }

    private static void KeepUnmatched(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var inner in command.Subcommands)
        {
            KeepUnmatched(inner);
        }
    }
}
