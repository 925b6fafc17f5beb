using System.Security.Cryptography;
using CsCheck;
using Shouldly;
using Spillway.Devices.Wire.WhatsMiner;
using Xunit;

namespace Spillway.Tests.Devices.Wire.WhatsMiner;

// The numbers are of the maker's method, computed with openssl and sha256sum; the password, time and salts are made up.
public sealed class WhatsMinerCryptTests
{
    private const string Order = """{"token":"78o.kW9wHG0mmmZfpFAh./","cmd":"power_off","respbefore":"true"}""";
    private const string Answer = """{"STATUS":"S","When":1643187652,"Code":131,"Msg":"API command OK","Description":""}""";

    private static readonly WhatsMinerSession _session = WhatsMinerSession.Of("admin", "5626", "BQ5hoxV9", "jbzkfQls");

    [Theory]
    [InlineData("admin", "BQ5hoxV9", "tU5sMo6LEoOt4NpGSTchJ1")]
    [InlineData("tU5sMo6LEoOt4NpGSTchJ15626", "jbzkfQls", "78o.kW9wHG0mmmZfpFAh./")]
    [InlineData("", "abcdefgh", "M55TzYaaccxVGbptZWaxX/")]
    [InlineData("a much longer password than sixteen bytes", "12345678901", "yLppq.aqtfjKiej5RWDLq/")]
    public void Md5_crypt_is_what_openssl_makes(string password, string salt, string hash) => Md5Crypt.Hash(password, salt).ShouldBe(hash);

    [Fact]
    public void A_session_has_the_sign_of_the_worked_example() => _session.Sign.ShouldBe("78o.kW9wHG0mmmZfpFAh./");

    [Fact]
    public void Only_the_last_four_characters_of_the_time_count() =>
        WhatsMinerSession.Of("admin", "1643185626", "BQ5hoxV9", "jbzkfQls").Sign.ShouldBe(_session.Sign);

    [Theory]
    [InlineData(Order, "wkeqpvkGud25GtLPFGAMsjRL0r8WsbMkaowUJUt0gx7AghXTwTWkWg+qiyr+adf0CyUMBB7SsLccztebf76ETdY7zhy09xhK7/aa5aEUcjw=")]
    [InlineData("""{"token":"78o.kW9wHG0mmmZfpFAh./","cmd":"set_power_pct","percent":"60"}""", "wkeqpvkGud25GtLPFGAMsjRL0r8WsbMkaowUJUt0gx5EDvvuJtQ5AakFQtwiDlybRKNtJVfmL0QatYKbx6+daIQa0YWvxZQpUYrJQbtVYf8=")]
    [InlineData(Answer, "MHpjJusrnYdZ+RQH6cSTvnMIwNcuuLFDEk1Cbzn/MlWpOhZrnJdUVh2W9G/Heo/oBr2JaxFUZodVfNcTRUh7lCOQ3mWh5ByLR5AxDFC5AZaUxp8eKM1oDTcKcObJMpEx")]
    public void Orders_and_answers_are_hidden_as_in_the_worked_example(string json, string hidden)
    {
        _session.Cipher.Hide(json).ShouldBe(hidden);
        _session.Cipher.Show(hidden).ShouldBe(json);
    }

    [Fact]
    public void An_order_filled_up_as_the_makers_own_tool_does_it_is_shown_too() =>
        _session.Cipher.Show("wkeqpvkGud25GtLPFGAMsjRL0r8WsbMkaowUJUt0gx7AghXTwTWkWg+qiyr+adf0CyUMBB7SsLccztebf76ETSKJxXLwsQTXdaPBWqKa5lo=").ShouldBe(Order);

    [Fact]
    public void A_token_of_the_newer_api_is_the_worked_example()
    {
        var token = WhatsMinerToken.Of("set.miner.service", "super", "BQ5hoxV9", 1_700_000_000);

        token.Value.ShouldBe("bMIhgOUR");
        WhatsMinerToken.Of("set.miner.power_percent", "super", "BQ5hoxV9", 1_700_000_000).Value.ShouldBe("DVWOTpg4");
        token.ToString().ShouldNotContain("bMIhgOUR");
    }

    [Fact]
    public void A_hidden_parameter_of_the_newer_api_is_the_worked_example()
    {
        const string Pools = """[{"pool":"stratum+tcp://p.example:3333","worker":"w.1","passwd":"x"}]""";
        var token = WhatsMinerToken.Of("set.miner.pools", "super", "BQ5hoxV9", 1_700_000_000);

        token.Value.ShouldBe("b0WBA4gg");
        token.Cipher.Hide(Pools).ShouldEndWith("PJoVmjPhh+ypM39S+Fimo6+8FLtrnJlg=");
        token.Cipher.Show("27AVrcajZaP/q3ao6muzjHeoVhljR5GHAgoNt2Dho0FK6jqs4JS/ddNz2uUM5Iry9DXuq8nPdy2PJoVmjPhh+93x3B/xmQOWeaQ6oyq2pcI=").ShouldBe(Pools);
    }

    [Fact]
    public void What_was_hidden_is_shown_by_the_same_key_and_by_no_other() =>
        Gen.Select(Gen.String[Gen.Char[' ', '~'], 0, 200], Gen.Byte.Array[32], Gen.Byte.Array[32]).Sample((text, key, other) =>
        {
            var json = $$"""{"a":"{{text}}"}""";
            var hidden = new WhatsMinerCipher(key).Hide(json);

            return new WhatsMinerCipher(key).Show(hidden) == json && (key.AsSpan().SequenceEqual(other) || new WhatsMinerCipher(other).Show(hidden) != json);
        });

    [Fact]
    public void Any_text_is_shown_or_refused_and_never_fails()
    {
        var cipher = new WhatsMinerCipher(SHA256.HashData("key"u8));
        Gen.OneOf(Gen.String, Gen.Byte.Array.Select(Convert.ToBase64String), Gen.Byte.Array[16, 64].Select(Convert.ToBase64String))
            .Sample(text => cipher.Show(text) is null or ['{' or '[', ..]);
    }
}
