using System.Globalization;

namespace Spillway.Bench;

/// <summary>What the shed benchmark is run with.</summary>
/// <param name="Machines">How many machines are emulated.</param>
/// <param name="Driver">Their protocol family.</param>
/// <param name="Rounds">How often they are put to sleep.</param>
/// <param name="Server">The bare server of the reference; null to leave the reference out.</param>
/// <param name="Client">The bare client of the reference.</param>
internal sealed record ShedOptions(int Machines, string Driver, int Rounds, string? Server, string? Client)
{
    public static ShedOptions? Read(string[] args)
    {
        var options = new ShedOptions(12_000, "avalon", 5, null, null);
        for (var index = 0; index + 1 < args.Length; index += 2)
        {
            var value = args[index + 1];
            ShedOptions? next = args[index] switch
            {
                "--machines" when Number(value) is { } machines => options with { Machines = machines },
                "--rounds" when Number(value) is { } rounds => options with { Rounds = rounds },
                "--driver" => options with { Driver = value },
                "--server" => options with { Server = value },
                "--client" => options with { Client = value },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return args.Length % 2 == 0 && (options.Server is null) == (options.Client is null) ? options : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
