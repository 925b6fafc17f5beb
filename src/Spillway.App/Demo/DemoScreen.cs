using System.Globalization;
using NodaTime;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.Units;

namespace Spillway.App.Demo;

/// <summary>The lines of a demonstration: 80 columns, no colour; time, price and power in front of what happens and why.</summary>
internal sealed class DemoScreen(Terminal terminal, DateTimeZone zone)
{
    /// <summary>Columns of a line.</summary>
    public const int Width = 80;

    private const int TextColumn = 31;

    private readonly Lock _gate = new();
    private EnergyPrice? _price;

    /// <summary>The price known last.</summary>
    public void Price(EnergyPrice? price) => _price = price;

    /// <summary>Plain text, wrapped.</summary>
    public void Say(string text, int indent = 0)
    {
        lock (_gate)
        {
            WrappedText.Write(terminal.Output, text, indent, Width);
            terminal.Output.Flush();
        }
    }

    /// <summary>The head of the columns.</summary>
    public void Heading() => Row("   local   USD/MWh        MW  what happens, and why");

    /// <summary>A row that is laid out already.</summary>
    public void Row(string text)
    {
        lock (_gate)
        {
            terminal.Output.WriteLine(text);
            terminal.Output.Flush();
        }
    }

    /// <summary>Something happened.</summary>
    public void Line(Instant at, Megawatts? power, string text)
    {
        var time = at.InZone(zone).TimeOfDay.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var price = _price is { } known ? Shown.Price(known) : "–";
        var drawn = power is { } megawatts ? Shown.Number(megawatts.Value, "0.00") : "–";
        var lines = Wrapped(text, Width - TextColumn);
        lock (_gate)
        {
            terminal.Output.WriteLine($"{time,8} {price,9} {drawn,9}  {lines[0]}");
            foreach (var line in lines.Skip(1))
            {
                terminal.Output.WriteLine(new string(' ', TextColumn - 1) + line);
            }

            terminal.Output.Flush();
        }
    }

    private static List<string> Wrapped(string text, int width)
    {
        using var lines = new StringWriter(CultureInfo.InvariantCulture);
        WrappedText.Write(lines, text, 0, width);
        return [.. lines.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
