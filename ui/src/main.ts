import { mount } from 'svelte'
import Root from './Root.svelte'
import { App } from './app.svelte'
import { bridgeHost } from './host/bridge'
import { isNative, tauriHost } from './host/tauri'
import './styles/tokens.css'
import './styles/base.css'

const target = document.getElementById('app')
if (target) mount(Root, { target, props: { app: new App(isNative() ? tauriHost() : bridgeHost()) } })
