using System.Globalization;

namespace Spillway.Bench;

/// <summary>What the fan-out is run against.</summary>
internal sealed record FanoutOptions(int Port, int Machines, int Open, string? Server, string? Client, int Rounds)
{
    public static FanoutOptions? Read(string[] args)
    {
        var options = new FanoutOptions(4028, 12_000, 1000, null, null, 9);
        for (var at = 0; at + 1 < args.Length; at += 2)
        {
            var text = args[at + 1];
            var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            options = (args[at], number) switch
            {
                ("--port", > 0 and < 65536) => options with { Port = number },
                ("--machines", > 0) => options with { Machines = number },
                ("--open", > 0) => options with { Open = number },
                ("--rounds", > 0) => options with { Rounds = number },
                ("--server", _) => options with { Server = text },
                ("--client", _) => options with { Client = text },
                _ => null!,
            };
            if (options is null)
            {
                return null;
            }
        }

        return args.Length % 2 == 0 && options.Server is null == options.Client is null ? options : null;
    }
}
