using System.Globalization;
using System.Text.RegularExpressions;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>What a machine says it is, and what its clock shows.</summary>
/// <param name="Model">As it prints it: <c>1246-83</c>, <c>Q</c>; empty where it does not.</param>
/// <param name="UnixNow">The device's own clock; null where it counts from its start instead.</param>
/// <param name="Answer">The whole answer, for the reading.</param>
internal sealed partial record AvalonIdentity(string Model, long? UnixNow, ReadOnlyMemory<byte> Answer)
{
    // No device has been up for thirty years.
    private const long LeastUnix = 1_000_000_000;
    private const int FirstWithSoftSwitch = 1200;

    /// <summary>A machine for the home: its modes are counted from eco on and change while it runs.</summary>
    public bool IsHome => HomeModel().IsMatch(Model);

    /// <summary>Whether its firmware has neither a soft switch nor another way to stop hashing.</summary>
    public bool CannotRest => Model.StartsWith("Nano", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is stopped by its hash boards' power and started only by a reboot, as the A10 and A11 are.</summary>
    public bool RestsByHashPower => Series is < FirstWithSoftSwitch;

    private int? Series => SeriesText().Match(Model) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    public static DeviceAnswer<AvalonIdentity> Read(byte[] answer)
    {
        try
        {
            using var opened = MinerAnswers.Of([("version", answer)]);
            if (CgminerVerdict.Of(opened) is { IsYes: false } no)
            {
                return new(CgminerVerdict.No(no));
            }

            var model = CgminerFields.Version(opened, "MODEL") ?? CgminerFields.Version(opened, "PROD");
            if (model is null && CgminerFields.Version(opened, "API") is null)
            {
                return new(new DeviceFault(DeviceFaultKind.Malformed, "What came is no answer of such a machine."));
            }

            var when = CgminerFields.Number(opened.Sections("STATUS"), "When").Whole();
            return new(new AvalonIdentity(model ?? "", when >= LeastUnix ? when : null, answer));
        }
        catch (RefusedException refusal)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, refusal.Message));
        }
    }

    [GeneratedRegex(@"^(Avalon\s*)?(Q|Mini|Nano)", RegexOptions.IgnoreCase)]
    private static partial Regex HomeModel();

    // Not \d, which takes the digits of every script, of which no number is read.
    [GeneratedRegex("1[0-9](?=[0-9][0-9]|xx)([0-9][0-9])?")]
    private static partial Regex SeriesText();
}
