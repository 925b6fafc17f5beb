namespace Spillway.Devices.Http;

/// <summary>What protects a connection to a device.</summary>
public enum DeviceSecurity
{
    /// <summary>Nothing: plain HTTP, as nearly every machine speaks it.</summary>
    Plain,

    /// <summary>TLS with whatever certificate the device made for itself: it hides a password from listeners on the wire and
    /// proves nothing about who answers. Not pinned: firmware makes a new one with every reset, and a desk that then refused the machine
    /// could not put it to sleep. Only for families whose firmware offers no plain HTTP.</summary>
    SelfSigned,
}
