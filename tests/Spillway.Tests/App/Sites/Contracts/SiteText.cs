using Spillway.App.Sites;

namespace Spillway.Tests.App.Sites.Contracts;

/// <summary>Reads a site file from its text.</summary>
internal static class SiteText
{
    public static SiteDefinition Read(string text, params (string Name, string Text)[] beside)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-site-");
        try
        {
            foreach (var (name, content) in beside)
            {
                File.WriteAllText(Path.Combine(folder.FullName, name), content);
            }

            var path = Path.Combine(folder.FullName, "site.yaml");
            File.WriteAllText(path, text);
            return SiteFile.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
