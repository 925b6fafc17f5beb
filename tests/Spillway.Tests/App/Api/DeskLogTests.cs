using Microsoft.Extensions.Logging;
using Shouldly;
using Spillway.App.Api;
using Xunit;

namespace Spillway.Tests.App.Api;

public sealed class DeskLogTests
{
    [Fact]
    public void A_fault_is_said_on_one_line_with_its_kind_and_what_is_no_fault_is_not()
    {
        var said = new List<string>();
        using var log = new DeskLog(said.Add);

        log.Log(LogLevel.Error, default, "An unhandled\nexception", new InvalidOperationException("one\r\ntwo"), static (text, _) => text);
        log.Log(LogLevel.Information, default, "a request", null, static (text, _) => text);

        said.ShouldHaveSingleItem().ShouldBe("web error: An unhandled exception (InvalidOperationException: one two)");
    }
}
