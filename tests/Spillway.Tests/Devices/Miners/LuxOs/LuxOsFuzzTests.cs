using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.LuxOs;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Miners.LuxOs;

/// <summary>LuxOS's sessions, profiles and reports, damaged at random.</summary>
public sealed class LuxOsFuzzTests
{
    private const string Opened =
        """{"STATUS":[{"STATUS":"S","When":1700000000,"Code":316,"Msg":"Session created","Description":"LUXminer 2024.5"}],"SESSION":[{"SessionID":"abcdefgh"}],"id":1}""";

    private const string Held =
        """{"STATUS":[{"STATUS":"E","When":1700000000,"Code":402,"Msg":"Another session is active","Description":"LUXminer 2024.5"}],"id":1}""";

    private const string Profiles =
        """{"STATUS":[{"STATUS":"S","Code":1,"Msg":"Profiles"}],"PROFILES":[{"Profile Name":"190MHz","Watts":784,"Step":"-16"},{"Profile Name":"default","Watts":"3100","Step":"0"}],"id":1}""";

    [Fact]
    public void Damaged_sessions_profiles_and_reports_are_read_or_refused() =>
        Fuzz.Try(Fuzz.Damaged([.. Fuzz.Seeds(Opened, Held, Profiles), .. Fuzz.Recorded("antminer-luxos")]), 200, bytes =>
        {
            var session = LuxOsSession.Read(bytes, isOwn: true);
            Sound.Fault(session.Fault);
            session.Value?.Request("curtail", "sleep");

            var (name, fault) = LuxOsMiner.ProfileUnder(new Watts(3000m), bytes);
            Sound.Fault(fault);
            Sound.Words(name, isWord: true);
            Sound.Holds(name is null != fault is null, "a profile or why there is none");

            Sound.Answer(CgminerVerdict.Reading("luxos", [bytes]));
        });
}
