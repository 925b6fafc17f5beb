using NodaTime;
using NodaTime.Text;
using Spillway.App.Api.Doors;
using Spillway.App.Sites;

namespace Spillway.App.Checkups;

/// <summary>Looks until when the certificate of the door for other machines holds.</summary>
internal static class CertificateCheck
{
    private const string Renew = "Renew the certificate and its key in these files; a running desk takes them up within a minute.";

    /// <summary>Looks at a site's certificate.</summary>
    /// <param name="site">The site.</param>
    /// <param name="siteFile">Its file, from whose folder the certificate's path begins.</param>
    /// <param name="now">Now.</param>
    /// <returns>How it stands; none where the desk shows no certificate of its own.</returns>
    public static IEnumerable<Check> Of(SiteDefinition site, string siteFile, Instant now)
    {
        if (site.Installation?.Desk.Public?.From(Path.GetDirectoryName(Path.GetFullPath(siteFile))!).Certificate is not { } file)
        {
            yield break;
        }

        yield return CertificateTerm.EndOf(file) is not { } end
            ? new("certificate", CheckStatus.Broken, $"{file} is not there, may not be read or holds no certificate", DoorErrors.BadCertificate.Remedy)
            : end <= now ? new("certificate", CheckStatus.Broken, $"{file} ended at {Time(end)}", Renew)
            : CertificateTerm.IsNear(end, now) ? new("certificate", CheckStatus.Amiss, $"{file} ends at {Time(end)}, in less than {CertificateTerm.Notice.Days} days", Renew)
            : new("certificate", CheckStatus.Good, $"{file} holds until {Time(end)}");
    }

    private static string Time(Instant instant) => InstantPattern.General.Format(instant);
}
