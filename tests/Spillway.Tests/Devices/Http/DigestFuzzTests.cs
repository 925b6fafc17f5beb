using System.Text;
using CsCheck;
using Spillway.Devices;
using Spillway.Devices.Discovery;
using Spillway.Devices.Http;
using Spillway.Devices.Wire.Http;
using Xunit;

namespace Spillway.Tests.Devices.Http;

/// <summary>Challenges of log-ins, damaged at random: one that is answered is answered with the server's own words.</summary>
public sealed class DigestFuzzTests
{
    private static readonly Credential _credential = new("ro\"ot", "pass\\word");

    private static readonly byte[][] _lines = Fuzz.Seeds(
        """Digest realm="antMiner Configuration", nonce="5f3a9c", qop="auth" """,
        """Digest realm="shellypro4pm-0", nonce="60dc59c6", qop="auth, auth-int", opaque="x\"y", algorithm=SHA-256, stale=true""",
        """Digest username="root", realm="a, b", nonce="5f3a9c", uri="/cgi-bin/x.cgi?a=1", response="00ff", qop=auth, nc=00000001, cnonce="ab", algorithm=MD5""",
        """Basic realm="x" """,
        """digest nonce = abc , realm = def""");

    [Fact]
    public void Damaged_challenges_are_answered_in_kind_or_not_at_all() =>
        Fuzz.Try(Gen.Select(Fuzz.Damaged(_lines), Fuzz.Damaged(_lines)), 1_000, lines =>
        {
            // As a head's lines come: every byte is a sign of its own.
            var (first, second) = (Encoding.Latin1.GetString(lines.Item1), Encoding.Latin1.GetString(lines.Item2));
            WebHints.Of(new DevicePage(401, lines.Item2, [first]));
            DigestAuthorization.Read(first)?.Expected("p", "GET");
            if (DigestChallenge.Among([first, second]) is not { } challenge)
            {
                return;
            }

            var answer = DigestAuthorization.Of(challenge, _credential, ("GET", "/"), 1, "00ff");
            var read = DigestAuthorization.Read(answer.ToString())!;
            Sound.Holds((read.User, read.Realm, read.Nonce, read.Opaque) == (_credential.User, challenge.Realm, challenge.Nonce, challenge.Opaque), "the server reads its own words");
            Sound.Holds(read.Response == read.Expected(_credential.Password, "GET"), "the server finds what it expects");
        });
}
