using System.CommandLine;
using System.CommandLine.Parsing;
using Spillway.App.Proofs.Anchors;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;

namespace Spillway.App.Cli;

/// <summary>The options of <c>spillway prove</c>: a statement's own, or one line of a bundle, or the page alone.</summary>
internal sealed class ProveOptions
{
    private readonly SettleOptions _settle = new();

    public Argument<string> SiteFile => _settle.SiteFile;

    public Option<string?> Out { get; } = new("--out") { Description = "The file to write; the page that checks it is written beside it.", HelpName = "FILE" };

    public Option<string[]> Anchor { get; } = new("--anchor")
    {
        Description = "Show the root to somebody outside: file:PATH appends it there, http(s)://… posts it, rfc3161:ADDRESS has it stamped with the time. May be given several times.",
        HelpName = "PLACE",
    };

    public Option<bool> WithoutJournal { get; } = new("--without-journal") { Description = "Leave out the journal's records of the range." };

    public Option<string?> As { get; } = new("--as")
    {
        Description = "Prove a version of the book: initial, final or true-up of a whole local month. The files must give the statement that was booked.",
        HelpName = "KIND",
    };

    public Option<string?> Line { get; } = new("--line") { Description = "Prove this line of --bundle alone, without showing the others.", HelpName = "LINE" };

    public Option<string?> Bundle { get; } = new("--bundle") { Description = "The bundle that --line is taken from.", HelpName = "BUNDLE" };

    public Option<string?> Page { get; } = new("--page") { Description = "Write the page that checks bundles in a browser, and nothing else.", HelpName = "FILE" };

    public Command Command()
    {
        As.AcceptOnlyFromAmong([.. BookKinds.Asked]);
        _settle.AllowSeveral();
        _settle.SiteFile.Arity = ArgumentArity.ZeroOrOne;
        foreach (var option in new Option[] { _settle.Meter, _settle.From, _settle.To })
        {
            option.Required = false;
        }

        var command = new Command("prove", "Write a statement with all it was made from as one signed file, which anyone can check with 'spillway verify' or in a browser without a network.")
        {
            SiteFile, _settle.Prices, _settle.Meter, _settle.Journal, _settle.Awards, _settle.Hashprice, _settle.From, _settle.To, _settle.Rules, As, Out, Anchor, WithoutJournal, Line, Bundle, Page,
        };
        command.Validators.Add(Check);
        return command;
    }

    /// <summary>Which version of the book it must be; null where it need not be booked.</summary>
    public BookKind? Kind(ParseResult parsed) => parsed.GetValue(As) is { } name ? BookKinds.Parse(name) : null;

    /// <summary>The statement that is to be proved.</summary>
    public SettleRequest Request(ParseResult parsed) => _settle.Request(parsed);

    private void Check(CommandResult result)
    {
        var isStatement = result.GetValue(SiteFile) is not null;
        var isLine = result.GetValue(Line) is not null || result.GetValue(Bundle) is not null;
        var isPage = result.GetValue(Page) is not null;
        if ((isStatement ? 1 : 0) + (isLine ? 1 : 0) + (isPage ? 1 : 0) != 1)
        {
            result.AddError("Give SITE.yaml, or --line with --bundle, or --page.");
            return;
        }

        Missing(result, isStatement, (_settle.From, result.GetValue(_settle.From) is null), (_settle.To, result.GetValue(_settle.To) is null));
        if (isStatement && result.GetValue(_settle.Journal) is null && result.GetValue(_settle.Meter) is not { Length: > 0 })
        {
            result.AddError("Give --meter FILE, or --journal PATH for the readings of a desk.");
        }

        Missing(result, isLine, (Line, result.GetValue(Line) is null), (Bundle, result.GetValue(Bundle) is null));
        Missing(result, !isPage, (Out, result.GetValue(Out) is null));
        if (!isStatement && result.GetValue(Anchor) is { Length: > 0 })
        {
            result.AddError("--anchor goes with SITE.yaml: the root is anchored before it is signed.");
        }

        if (!isStatement && result.GetValue(As) is not null)
        {
            result.AddError("--as goes with SITE.yaml.");
        }

        foreach (var place in (result.GetValue(Anchor) ?? []).Where(place => !AnchorPlace.TryParse(place, out _)))
        {
            result.AddError($"--anchor '{place}' is no place: write file:PATH, http://…, https://… or rfc3161:http://….");
        }
    }

    private static void Missing(CommandResult result, bool isAsked, params ReadOnlySpan<(Option Option, bool IsMissing)> options)
    {
        foreach (var (option, isMissing) in options)
        {
            if (isAsked && isMissing)
            {
                result.AddError($"{option.Name} is missing.");
            }
        }
    }
}
