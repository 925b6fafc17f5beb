using System.Globalization;
using Spillway.App.Emulation;
using Spillway.App.Sites;
using Spillway.Simulation.Emulators;

namespace Spillway.App.Cli;

/// <summary>What <c>spillway emulate</c> shows when it serves: 80 columns are enough.</summary>
internal static class EmulateScreen
{
    private const int NameColumn = 18;
    private const int WhatColumn = 32;
    private const int MostStretches = 16;

    public static void Show(Terminal terminal, SiteDefinition definition, EmulatedSite site, EmulatorHost host, TimeSpan took)
    {
        var output = terminal.Output;
        output.WriteLine(Text($"{definition.Site.Id} emulated on loopback: {site.Options.Devices.Count:N0} devices, ready after {took.TotalSeconds:0.0} s"));
        foreach (var stretch in site.Stretches.Take(MostStretches))
        {
            output.WriteLine(Text($"  {Cut(stretch.Load, NameColumn)} {Cut(stretch.What, WhatColumn)} {stretch.Devices,7:N0} {stretch.Family}"));
            var range = stretch.Devices == 1 ? $"{stretch.First}" : $"{stretch.First} to {stretch.Last}";
            output.WriteLine($"  {new string(' ', NameColumn)} {range}, port {string.Join(", ", stretch.Ports)}");
        }

        if (site.Stretches.Length > MostStretches)
        {
            output.WriteLine($"  … and {site.Stretches.Length - MostStretches} more; --inventory FILE lists every device.");
        }

        output.WriteLine($"Listening on 0.0.0.0, answering 127/8 only: port {string.Join(", ", host.Ports.Select(port => port.Port))}");
        if (host.LowPortShift != 0)
        {
            output.WriteLine($"Ports below 1024 are served {host.LowPortShift} higher: search with --port-shift {host.LowPortShift}.");
        }

        output.WriteLine("Ctrl-C ends it.");
        output.Flush();
    }

    private static string Cut(string text, int columns) =>
        text.Length <= columns ? text.PadRight(columns) : $"{text[..(columns - 1)]}…";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
