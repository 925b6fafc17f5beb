using System.Buffers;
using System.Text;
using CsCheck;
using Shouldly;
using Spillway.Devices.Wire.WhatsMiner;
using Xunit;

namespace Spillway.Tests.Devices.Wire.WhatsMiner;

public sealed class WhatsMinerFrameTests
{
    private const string Body = """{"cmd":"set.miner.service","ts":1700000000,"token":"bMIhgOUR","account":"super","param":"stop"}""";

    [Fact]
    public void The_length_stands_before_the_text_with_its_lowest_byte_first()
    {
        var frame = WhatsMinerFrame.Of(Body);

        frame[..4].ShouldBe([0x5f, 0, 0, 0]);
        Encoding.UTF8.GetString(frame, 4, frame.Length - 4).ShouldBe(Body);
        WhatsMinerFrame.Length(frame).ShouldBe(99);
    }

    [Fact]
    public void Frames_cut_anywhere_are_put_together_again() =>
        Gen.Select(Gen.String[1, 60].Where(text => text.All(sign => !char.IsSurrogate(sign))).Array[1, 5], Gen.Int[1, 17].Array[1, 40]).Sample((texts, cuts) =>
        {
            var bytes = texts.SelectMany(WhatsMinerFrame.Of).ToArray();
            var taken = new List<string>();
            var left = Array.Empty<byte>();
            for (var (turn, at) = (0, 0); at < bytes.Length; turn++)
            {
                var next = Math.Min(bytes.Length, at + cuts[turn % cuts.Length]);
                var come = new ReadOnlySequence<byte>([.. left, .. bytes[at..next]]);
                while (WhatsMinerFrame.TryTake(ref come, out var json) && json is not null)
                {
                    taken.Add(json);
                }

                (left, at) = (come.ToArray(), next);
            }

            return taken.SequenceEqual(texts);
        });

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 16, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff, 1 })]
    [InlineData(new byte[] { (byte)'H', (byte)'T', (byte)'T', (byte)'P' })]
    public void A_length_of_nothing_or_beyond_the_limit_is_no_frame(byte[] bytes)
    {
        var come = new ReadOnlySequence<byte>(bytes);

        WhatsMinerFrame.TryTake(ref come, out var json).ShouldBeFalse();
        json.ShouldBeNull();
        WhatsMinerFrame.Length(bytes).ShouldBe(0);
    }

    [Fact]
    public void Any_bytes_are_a_frame_the_beginning_of_one_or_none() =>
        Gen.Byte.Array[0, 64].Sample(bytes =>
        {
            var come = new ReadOnlySequence<byte>(bytes);
            var isFrame = WhatsMinerFrame.TryTake(ref come, out var json);
            return json is null ? come.Length == bytes.Length : isFrame && come.Length == bytes.Length - WhatsMinerFrame.Length(bytes);
        });
}
