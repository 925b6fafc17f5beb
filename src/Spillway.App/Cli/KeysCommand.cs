using System.CommandLine;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Proofs.Keys;

namespace Spillway.App.Cli;

/// <summary><c>spillway keys</c>: the keys that proofs are signed with.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal) => new("keys", "The keys that proofs are signed with: ECDSA on the curve P-256, private halves in files that only you can read.")
    {
        Init(terminal), List(terminal), Rotate(terminal), Revoke(terminal),
    };

    private static Command Init(Terminal terminal)
    {
        var command = new Command("init", "Make the first key of this data folder.");
        command.SetAction((_, cancellation) => ChangeAsync(terminal, (ring, now) => ring.Init(now), cancellation));
        return command;
    }

    private static Command Rotate(Terminal terminal)
    {
        var command = new Command("rotate", "Put a new key in the place of the one that signs; what the old one signed stays good.");
        command.SetAction((_, cancellation) => ChangeAsync(terminal, (ring, now) => ring.Rotate(now), cancellation));
        return command;
    }

    private static Command Revoke(Terminal terminal)
    {
        var key = new Argument<string>("KEY") { Description = "The key's name, or a beginning that only one key has." };
        var because = new Option<string>("--because") { Description = "Why, for whoever holds a bundle it signed.", HelpName = "TEXT", Required = true };
        because.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("--because needs a reason.");
            }
        });
        var command = new Command("revoke", "Say that nothing a key signs from now on may be believed; this cannot be taken back.") { key, because };
        command.SetAction((parsed, cancellation) => ChangeAsync(
            terminal, (ring, now) => ring.Revoke(parsed.GetRequiredValue(key), parsed.GetRequiredValue(because), now), cancellation));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var json = JsonTarget.Option();
        var command = new Command("list", "Every key with its name, its public half and what became of it. Publish the name where auditors look.") { json };
        command.SetAction((parsed, _) =>
        {
            var ring = KeyRing.Open(terminal.DataFolder);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, new JsonObject { ["keys"] = new JsonArray([.. ring.Keys.Select(KeyRingJson.Of)]) });
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, ring);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static async Task<int> ChangeAsync(Terminal terminal, Func<KeyRing, Instant, SiteKey> change, CancellationToken cancellation)
    {
        var ring = KeyRing.Open(terminal.DataFolder);
        var key = change(ring, Instant.FromDateTimeOffset(terminal.Time.GetUtcNow()));
        var isRecorded = await KeyJournal.TryRecordAsync(ring, terminal.DataFolder, terminal.Time, cancellation).ConfigureAwait(false);
        await terminal.Output.WriteLineAsync(Line(key)).ConfigureAwait(false);
        await terminal.Output.WriteLineAsync(isRecorded
            ? "Recorded in the journal."
            : "Not yet recorded: a desk holds the journal, and will record it when it starts next.").ConfigureAwait(false);
        return 0;
    }

    private static void Show(Terminal terminal, KeyRing ring)
    {
        foreach (var key in ring.Keys)
        {
            terminal.Output.WriteLine(Line(key));
        }

        if (ring.Keys.IsEmpty)
        {
            terminal.Output.WriteLine("No keys. Make one with 'spillway keys init'.");
        }
    }

    private static string Line(SiteKey key) => key.State switch
    {
        "revoked" => $"{key.Id}  revoked  {Utc(key.Revoked!.Value)}: {key.Because}",
        "retired" => $"{key.Id}  retired  {Utc(key.Retired!.Value)}",
        _ => $"{key.Id}  active   since {Utc(key.Created)}",
    };

    private static string Utc(Instant at) => InstantPattern.General.Format(at);
}
