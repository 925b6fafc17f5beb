using Spillway.Engine;

namespace Spillway.App.Reports.Html;

/// <summary>The frame of every page this program writes: its head, its one style sheet, and its own script.</summary>
internal static class HtmlPage
{
    /// <summary>Opens the page and writes its title.</summary>
    public static void Begin(HtmlWriter html, string title)
    {
        html.Begin().Open("html", ("lang", "en")).Open("head").Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));

        // An empty icon, so that the page asks for nothing, not even that.
        html.Void("link", ("rel", "icon"), ("href", "data:,"));
        html.Leaf("title", title).Block("style", Asset("page.css")).Close();
        html.Open("body").Open("main").Open("header").Leaf("h1", title).Close();
    }

    /// <summary>Closes the page.</summary>
    public static void End(HtmlWriter html, string script)
    {
        html.Close();
        if (script.Length > 0)
        {
            html.Block("script", script);
        }

        html.Close().Close().End();
    }

    /// <summary>Writes a section with its heading.</summary>
    public static void Section(HtmlWriter html, string id, string title, Action write)
    {
        html.Open("section", ("id", id), ("aria-labelledby", id + "-title")).Leaf("h2", title, ("id", id + "-title"));
        write();
        html.Close();
    }

    /// <summary>Writes a list, one entry a text.</summary>
    public static void List(HtmlWriter html, IEnumerable<string> entries)
    {
        html.Open("ul");
        foreach (var entry in entries)
        {
            html.Leaf("li", entry);
        }

        html.Close();
    }

    /// <summary>Writes one fact of a list of facts.</summary>
    public static void Fact(HtmlWriter html, string what, string value) =>
        html.Open("div").Leaf("dt", what).Leaf("dd", value).Close();

    /// <summary>One of our own files that stand inside the program.</summary>
    public static string Asset(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("Spillway.App.Reports.Assets." + name);
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
