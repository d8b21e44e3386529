import { mount } from 'svelte'
import Root from './Root.svelte'
import { App } from './app.svelte'
import { bridgeHost } from './host/bridge'
import { settle } from './host/manners'
import { isNative, tauriHost } from './host/tauri'
import './styles/tokens.css'
import './styles/base.css'

// In a browser, and while the pages are being worked on, the engine's own keys are wanted.
if (isNative() && import.meta.env.PROD) settle(window)

const target = document.getElementById('app')
if (target) mount(Root, { target, props: { app: new App(isNative() ? tauriHost() : bridgeHost()) } })
