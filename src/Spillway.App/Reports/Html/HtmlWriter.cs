using System.Globalization;
using Spillway.Engine;

namespace Spillway.App.Reports.Html;

/// <summary>Writes HTML and SVG in which every text and attribute is escaped and every element is closed.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; <see cref="Close"/> ends it.</summary>
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        output.Write('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Ends the element opened last.</summary>
    public HtmlWriter Close()
    {
        Invariant.Holds(_open.Count > 0);
        output.Write("</");
        output.Write(_open.Pop());
        output.Write(">\n");
        return this;
    }

    /// <summary>Writes text.</summary>
    public HtmlWriter Text(string text)
    {
        Escape(text, isAttribute: false);
        return this;
    }

    /// <summary>Writes an element that holds only text.</summary>
    public HtmlWriter Leaf(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        output.Write('>');
        Escape(text, isAttribute: false);
        output.Write("</");
        output.Write(tag);
        output.Write(">\n");
        return this;
    }

    /// <summary>Writes an element of HTML that has no content, such as <c>meta</c>.</summary>
    public HtmlWriter Void(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        output.Write(">\n");
        return this;
    }

    /// <summary>Writes a shape: an element of SVG that has no content.</summary>
    public HtmlWriter Shape(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        output.Write("/>\n");
        return this;
    }

    /// <summary>Writes our own style sheet or script, or JSON for it; it cannot end its element early.</summary>
    public HtmlWriter Block(string tag, string content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Start(tag, attributes);
        output.Write(">\n");
        output.Write(tag == "script" ? content.Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\!--", StringComparison.Ordinal) : content);
        output.Write($"</{tag}>\n");
        Invariant.Holds(tag != "style" || !content.Contains("</", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Says that the page is HTML; before everything else.</summary>
    public HtmlWriter Begin()
    {
        output.Write("<!doctype html>\n");
        return this;
    }

    /// <summary>Makes sure that nothing was left open.</summary>
    public void End() => Invariant.Holds(_open.Count == 0);

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string At(double coordinate) => coordinate.ToString("0.#", CultureInfo.InvariantCulture);

    private void Start(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            output.Write(' ');
            output.Write(name);
            output.Write("=\"");
            Escape(value, isAttribute: true);
            output.Write('"');
        }
    }

    private void Escape(string text, bool isAttribute)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny("&<>\"") is var at && at >= 0)
        {
            output.Write(rest[..at]);
            output.Write(rest[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => isAttribute ? "&quot;" : "\"" });
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
    }
}
